import { countOf } from "../cloudwatch/count";
import type { Chain } from "../core/chain";
import { deliverOrLose } from "../delivery/deliver";
import { at, parseJson } from "../core/json";
import type { Sender } from "../iam/sender";
import type { RunningCloud } from "../state/running-cloud";
import type { OpenParts } from "../core/trace-parts";
import type { FunctionSpec } from "../runtime/function-spec";
import type { InvokeConfig } from "../runtime/lambda-function";
import type { Run } from "../runtime/run";

/** An asynchronous invocation after its last attempt. */
export interface Ended {
  readonly spec: FunctionSpec;
  /** The function's role: destinations are called in its name. */
  readonly sender: Sender;
  readonly qualifier: string;
  readonly requestId: string;
  readonly attempts: number;
  /** The last attempt; `undefined` when there was none. */
  readonly run: Run | undefined;
  readonly payload: string;
  readonly chain: Chain;
}

/**
 * Sends the invocation record to the on-success or on-failure destination, and a failed event to the function's own
 * dead-letter queue. A failed event that nobody takes is lost.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export async function sendToDestination(
  cloud: RunningCloud,
  { onSuccess, onFailure }: InvokeConfig,
  ended: Ended,
  parts: OpenParts,
): Promise<void> {
  const { spec, sender, payload, requestId, run } = ended;
  const chain = ended.chain.next();
  const succeeded = run?.outcome === "success";
  const destination = succeeded ? onSuccess : onFailure;
  if (destination !== undefined) {
    const record = invocationRecord(ended);
    const event = {
      source: "lambda",
      "detail-type": `Lambda Function Invocation Result - ${succeeded ? "Success" : "Failure"}`,
      resources: [`${spec.arn}:${ended.qualifier}`, destination],
      detail: record,
    };
    const delivered = await deliverOrLose(
      cloud,
      "invocation record",
      {
        sender,
        to: destination,
        body: JSON.stringify(record),
        event,
        ...(!succeeded && { queueAs: "on-failure" as const }),
        chain,
      },
      parts,
    );
    if (!delivered) countOf(cloud.resources, spec, "DestinationDeliveryFailures");
  }
  if (succeeded) return;
  if (spec.deadLetterArn !== undefined) {
    const message = errorMessageOf(run);
    const attributes = { RequestID: requestId, ErrorCode: "200", ErrorMessage: message.slice(0, 1024) };
    await deliverOrLose(
      cloud,
      "event",
      { sender, to: spec.deadLetterArn, body: payload, attributes, queueAs: "function-dead-letter", chain },
      parts,
    );
  } else if (destination === undefined) {
    parts.lost.push({
      what: "event",
      to: spec.arn,
      because: "every attempt failed and it has no destination",
    });
  }
}

function invocationRecord({ spec, qualifier, requestId, attempts, run, payload }: Ended) {
  const succeeded = run?.outcome === "success";
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${spec.arn}:${qualifier}`,
      condition: run === undefined ? "EventAgeExceeded" : succeeded ? "Success" : "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
    requestPayload: parseJson(payload),
    ...(run !== undefined && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        ...(!succeeded && { functionError: "Unhandled" }),
      },
      responsePayload: parseJson(run.payload),
    }),
  };
}

function errorMessageOf(run: Run | undefined): string {
  const message = run === undefined ? undefined : at(parseJson(run.payload), "errorMessage");
  return typeof message === "string" ? message : "";
}
