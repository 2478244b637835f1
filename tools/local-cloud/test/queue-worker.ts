import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { at } from "../src/core/json";
import type { CallTrace, LocalCloud, LocalCloudOptions, TraceParts } from "../src/index";
import { startPipeline } from "./cloud";
import { CENTRAL } from "./member-template";
import { change, document, FUNCTION_ARN, type Resources } from "./pipeline";
import { redriversOf } from "./services";

export const WORK_ARN = "arn:aws:sqs:us-west-2:111122223333:work";
const DEAD_ARN = "arn:aws:sqs:us-west-2:111122223333:dead";
export const OPERATOR = { accountId: CENTRAL, userName: "ilse" };

/** Answers what it saw; a message's body says what becomes of it. */
export const WORKER = `
export const handler = async ({ Records }) => {
  const bodies = Records.map(({ body }) => body);
  if (bodies.includes("throws")) throw new Error("failed");
  const saw = Records.map(({ body, attributes }) => body + " " + attributes.ApproximateReceiveCount);
  if (bodies.includes("malformed")) return { saw, batchItemFailures: "all of them" };
  if (bodies.includes("nameless")) return { saw, batchItemFailures: [{ itemIdentifier: "" }] };
  const failed = Records.filter(({ body, attributes }) =>
    body === "fails" || (body === "fails once" && attributes.ApproximateReceiveCount === "1"));
  return { saw, batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

/** Lets the function's role do `actions`. */
export function grantWorker(resources: Resources, actions: readonly string[]): void {
  change(resources, "FunctionRole", {
    Policies: [
      {
        PolicyName: "work",
        PolicyDocument: document({ Effect: "Allow", Action: [...actions, "logs:*"], Resource: "*" }),
      },
    ],
  });
}

/** The pipeline with a queue that Lambda polls for its function, and the queue's dead-letter queue. */
export function startWorker(
  changes: (resources: Resources) => void = () => undefined,
  code = WORKER,
  options: Partial<LocalCloudOptions> = {},
): Promise<LocalCloud> {
  return startPipeline(
    (resources) => {
      resources["Dead"] = { Type: "AWS::SQS::Queue", Properties: { QueueName: "dead" } };
      resources["Work"] = {
        Type: "AWS::SQS::Queue",
        Properties: {
          QueueName: "work",
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: DEAD_ARN, maxReceiveCount: 3 },
        },
      };
      resources["Mapping"] = {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: {
          EventSourceArn: { "Fn::GetAtt": ["Work", "Arn"] },
          FunctionName: FUNCTION_ARN,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
        },
      };
      grantWorker(resources, ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]);
      changes(resources);
    },
    code,
    options,
  );
}

export interface Entry {
  readonly body: string;
  readonly delaySeconds?: number;
}

/** Sends messages to the queue in one call, and gives what it led to. */
export async function sendWork(cloud: LocalCloud, entries: readonly (string | Entry)[]): Promise<CallTrace> {
  const traces: CallTrace[] = [];
  const stop = cloud.onCall((trace) => traces.push(trace));
  const { sqs } = redriversOf(cloud, OPERATOR);
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: `${cloud.endpoints.sqs}/${CENTRAL}/work`,
      Entries: entries.map((entry, index) => {
        const { body, delaySeconds } = typeof entry === "string" ? { body: entry } : entry;
        return { Id: String(index), MessageBody: body, DelaySeconds: delaySeconds };
      }),
    }),
  );
  await cloud.settled();
  stop();
  const [trace] = traces;
  if (trace === undefined) throw new Error("the call has no trace");
  return trace;
}

/** What each invocation saw, as `BODY RECEIVE_COUNT`; of one that failed nothing. */
export const sawOf = ({ invocations }: Pick<TraceParts, "invocations">) =>
  invocations.map(({ response }) => at(response, "saw") ?? []);
