import { InvokeCommand, type InvokeCommandInput } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, type PublishCommandInput } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { FUNCTION_ARN, TOPIC_ARN } from "../../test/pipeline";
import { allow, failureOf, redriversOf, REGION, STRANGER } from "../../test/services";
import type { CallTrace, CredentialsFor, LocalCloud } from "../index";

afterEach(stopClouds);

const OPERATOR = { accountId: CENTRAL, userName: "ilse" };

const CODE = `export const handler = async (event) => {
  if (event.fail) throw new TypeError(event.fail);
  console.log("saw", event.id);
  return { saw: event.id };
};`;

const start = () => startPipeline({}, CODE);

function heard(cloud: LocalCloud): readonly CallTrace[] {
  const traces: CallTrace[] = [];
  cloud.onCall((trace) => traces.push(trace));
  return traces;
}

async function invoke(
  cloud: LocalCloud,
  payload: unknown,
  input: Partial<InvokeCommandInput> = {},
  who: CredentialsFor = OPERATOR,
) {
  const { lambda } = redriversOf(cloud, who);
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: FUNCTION_ARN, Payload: JSON.stringify(payload), ...input }),
  );
  const text = answer.Payload?.transformToString() ?? "";
  return { ...answer, payload: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

describe("Invoke", () => {
  test.each([
    ["its ARN", FUNCTION_ARN],
    ["its name", "logger"],
    ["account and name", `${CENTRAL}:function:logger`],
    ["a qualified ARN", `${FUNCTION_ARN}:$LATEST`],
  ])("answers what the function returns, by %s", async (_how, FunctionName) => {
    const cloud = await start();
    const traces = heard(cloud);
    expect(await invoke(cloud, { id: "é\u0001" }, { FunctionName })).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      payload: { saw: "é\u0001" },
    });
    expect(traces).toMatchObject([
      {
        call: "lambda:InvokeFunction",
        invocations: [{ function: "logger", outcome: "success", attempts: 1, response: { saw: "é\u0001" } }],
      },
    ]);
    expect(cloud.logGroup("/aws/lambda/logger")?.lines.some(({ message }) => message.includes("saw"))).toBe(
      true,
    );
  });

  test("reports a failure to the caller who waits, once, and sends nothing to the failure queue", async () => {
    const cloud = await start();
    const traces = heard(cloud);
    expect(await invoke(cloud, { fail: "no" })).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      payload: { errorType: "TypeError", errorMessage: "no" },
    });
    expect(traces).toMatchObject([{ invocations: [{ outcome: "error", attempts: 1 }], deadLetters: [] }]);
    expect(cloud.queue("failures")?.depth).toBe(0);
  });

  test("runs nothing on a dry run", async () => {
    const cloud = await start();
    const traces = heard(cloud);
    expect(await invoke(cloud, {}, { InvocationType: "DryRun" })).toMatchObject({ StatusCode: 204 });
    expect(traces).toEqual([]);
  });

  test.each<[string, CredentialsFor, Partial<InvokeCommandInput>, string]>([
    ["without a permission", { ...OPERATOR, policies: [] }, {}, "AccessDeniedException"],
    [
      "with a permission for the unqualified function only",
      { ...OPERATOR, policies: [allow("lambda:InvokeFunction", FUNCTION_ARN)] },
      { Qualifier: "prod" },
      "AccessDeniedException",
    ],
    ["by a stranger", { accountId: STRANGER, userName: "eve" }, {}, "AccessDeniedException"],
    ["after the session's end", { ...OPERATOR, lifetimeSeconds: 0 }, {}, "ExpiredTokenException"],
    ["of what is not there", OPERATOR, { FunctionName: "other" }, "ResourceNotFoundException"],
    ["with what is no JSON", OPERATOR, { Payload: "{" }, "InvalidRequestContentException"],
  ])("is refused %s", async (_what, who, input, name) => {
    const cloud = await start();
    expect((await failureOf(invoke(cloud, {}, input, who))).name).toBe(name);
  });
});

describe("Publish", () => {
  const publish = (
    cloud: LocalCloud,
    input: Partial<PublishCommandInput> = {},
    who: CredentialsFor = OPERATOR,
  ) =>
    redriversOf(cloud, who).sns.send(
      new PublishCommand({ TopicArn: TOPIC_ARN, Message: "a&b=c é\n", ...input }),
    );

  test("notifies everybody who is subscribed", async () => {
    const cloud = await start();
    const traces = heard(cloud);
    expect((await publish(cloud, { Subject: "again" })).MessageId).toEqual(expect.any(String));
    expect(traces).toMatchObject([
      {
        call: "sns:Publish",
        notifications: [
          {
            topic: "alerts",
            subject: "again",
            message: "a&b=c é\n",
            recipients: [{ endpoint: "team@example.com" }],
          },
        ],
      },
    ]);
  });

  test.each<[string, CredentialsFor, Partial<PublishCommandInput>, string]>([
    ["without a permission", { ...OPERATOR, policies: [] }, {}, "AuthorizationErrorException"],
    ["by a stranger", { accountId: STRANGER, userName: "eve" }, {}, "AuthorizationErrorException"],
    ["to what is not there", OPERATOR, { TopicArn: `${TOPIC_ARN}-2` }, "NotFoundException"],
    ["without a text", OPERATOR, { Message: "" }, "InvalidParameterException"],
  ])("is refused %s", async (_what, who, input, name) => {
    const cloud = await start();
    const traces = heard(cloud);
    expect((await failureOf(publish(cloud, input, who))).name).toBe(name);
    expect(traces).toEqual([]);
  });
});

test("every service answers at the one address too", async () => {
  const cloud = await start();
  const endpoint = cloud.endpoints.all;
  const { sqs, lambda, sns } = redriversOf(cloud, OPERATOR, { endpoint });
  const sts = new STSClient({ endpoint, region: REGION, credentials: cloud.credentials(OPERATOR) });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "failures" }));
  expect(QueueUrl).toBe(`${endpoint}/${CENTRAL}/failures`);
  await lambda.send(new InvokeCommand({ FunctionName: "logger", Payload: "{}" }));
  await sns.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message: "m" }));
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(CENTRAL);
  const s3 = new S3Client({ endpoint, region: REGION, credentials: cloud.credentials(OPERATOR) });
  expect((await s3.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
});
