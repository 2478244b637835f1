import { parseArn } from "@security-auto/iam-policy";
import { booleanOf, numberOf, objectOf, stringOf, stringsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { at } from "../core/json";
import type { EventSource } from "../state/event-source";
import { referredFunctionArn } from "./function-reference";
import { notRun, type ResourceHandler } from "./resource-handler";

const DEFAULT_BATCH_SIZE = 10;
const BATCH_SIZES: Limits = [1, 10_000];
const LARGEST_BATCH_WITHOUT_WINDOW = 10;
const WINDOWS: Limits = [0, 300];
const CONCURRENCIES: Limits = [2, 1000];
/** Lambda begins with five; it adds more for a queue that stays full. */
const FIRST_CONCURRENCY = 5;

type Limits = readonly [least: number, most: number];

/**
 * A queue as an event source. What CreateEventSourceMapping refuses is refused: its stack would not deploy.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const lambdaEventSourceMapping: ResourceHandler = {
  type: "AWS::Lambda::EventSourceMapping",
  ref: (resource) => resource.generatedName(),
  attributes: { Id: (resource) => resource.generatedName() },
  create(resource, cloud) {
    const queueArn = stringOf(resource, "EventSourceArn") ?? "";
    const why = unknownIn(resource, queueArn);
    if (why !== undefined) {
      cloud.notRun.push(notRun(resource, why));
      return;
    }
    if (cloud.eventSources.some((source) => source.queueArn === queueArn)) {
      cloud.notRun.push(
        notRun(resource, "another one polls its queue, and the local cloud has one per queue"),
      );
      return;
    }
    cloud.eventSources.push({
      logicalId: resource.logicalId,
      stack: resource.stack.name,
      queueArn,
      functionArn: referredFunctionArn(resource),
      enabled: booleanOf(resource, "Enabled") ?? true,
      ...batchingOf(resource),
      concurrency: concurrencyOf(resource),
      reportsItemFailures: stringsOf(resource, "FunctionResponseTypes").includes("ReportBatchItemFailures"),
    });
  },
};

function unknownIn(resource: TemplateResource, source: string): string | undefined {
  if (parseArn(source)?.service !== "sqs") return `its source is ${source}: only queues are polled`;
  if (source.endsWith(".fifo")) return "its source is a FIFO queue";
  return objectOf(resource, "FilterCriteria") === undefined
    ? undefined
    : "it filters messages; it is treated as if it let none through";
}

function batchingOf(resource: TemplateResource): Pick<EventSource, "batchSize" | "windowSeconds"> {
  const batchSize = numberOf(resource, "BatchSize") ?? DEFAULT_BATCH_SIZE;
  const windowSeconds = numberOf(resource, "MaximumBatchingWindowInSeconds") ?? 0;
  check(resource, "BatchSize", batchSize, BATCH_SIZES);
  check(resource, "MaximumBatchingWindowInSeconds", windowSeconds, WINDOWS);
  if (batchSize > LARGEST_BATCH_WITHOUT_WINDOW && windowSeconds < 1) {
    throw resource.error(
      "BatchSize",
      `is more than ${LARGEST_BATCH_WITHOUT_WINDOW}: Lambda then needs a MaximumBatchingWindowInSeconds of at least 1`,
    );
  }
  return { batchSize, windowSeconds };
}

function concurrencyOf(resource: TemplateResource): number {
  const most = at(objectOf(resource, "ScalingConfig"), "MaximumConcurrency");
  if (most === undefined) return FIRST_CONCURRENCY;
  return check(resource, "ScalingConfig", Number(most), CONCURRENCIES);
}

function check(resource: TemplateResource, name: string, value: number, [least, most]: Limits): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw resource.error(name, `is ${value}, Lambda takes ${least} to ${most}`);
}
