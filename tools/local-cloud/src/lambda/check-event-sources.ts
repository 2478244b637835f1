import { LocalCloudError } from "../core/local-cloud-error";
import type { CloudResources } from "../state/cloud-resources";
import type { EventSource } from "../state/event-source";
import type { FunctionSpec } from "../runtime/function-spec";

/** The function that an event source invokes. */
export function invokedFunction(
  { functions, qualifiedFunctions }: Pick<CloudResources, "functions" | "qualifiedFunctions">,
  { functionArn }: EventSource,
): FunctionSpec | undefined {
  return functions.get(qualifiedFunctions.get(functionArn) ?? functionArn);
}

/**
 * As a deployment does: Lambda polls no queue that shows a message again while the function still works on it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function checkEventSources(cloud: CloudResources): void {
  for (const source of cloud.eventSources) {
    const { logicalId, stack, queueArn } = source;
    const queue = cloud.queues.get(queueArn);
    const spec = invokedFunction(cloud, source);
    if (queue === undefined || spec === undefined) {
      const why = queue === undefined ? `its source ${queueArn}` : `its function ${source.functionArn}`;
      const type = "AWS::Lambda::EventSourceMapping";
      cloud.notRun.push({ logicalId, type, stack, why: `${why} is not run` });
      continue;
    }
    if (queue.visibilityTimeoutSeconds < spec.timeoutSeconds) {
      throw new LocalCloudError(
        `${stack}/${logicalId}: the visibility timeout of ${queue.name}, ${queue.visibilityTimeoutSeconds} s, is less than the ` +
          `timeout of ${spec.name}, ${spec.timeoutSeconds} s, the stack would not deploy: give the queue six times as much`,
      );
    }
  }
}
