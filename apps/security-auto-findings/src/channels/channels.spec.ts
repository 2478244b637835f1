import { SNSClient } from "@aws-sdk/client-sns";
import { FINDING_EXAMPLE } from "@security-auto/assessment";
import { CHANNELS } from "@security-auto/register";
import { openChannels } from "./channels";

const REGION = "eu-central-1";

const CONFIGURATION = { table: "security-auto", privateBus: "security-auto", cannotReadAfter: 2 };

function opened() {
  const put: string[] = [];
  const channels = openChannels({
    configuration: CONFIGURATION,
    region: REGION,
    bus: {
      put: ({ detailType }) => {
        put.push(detailType);
        return Promise.resolve();
      },
      close: () => undefined,
    },
    sns: new SNSClient({ region: REGION }),
  });
  return { channels, put };
}

test("what the environment does not configure is off", () => {
  expect(opened().channels.on).toEqual(["event"]);
});

test("a transition is sent to no channel that was switched off since", async () => {
  const { channels, put } = opened();
  for (const channel of CHANNELS) await channels.send(FINDING_EXAMPLE, channel, AbortSignal.timeout(10_000));
  expect(put).toEqual(["S3 Finding Changed"]);
});

test("the commands in a mail and in a chat name an environment that they have to be told", async () => {
  const topicArn = `arn:aws:sns:${REGION}:111122223333:security-findings`;
  const published: string[] = [];
  const sns = new SNSClient({ region: REGION });
  sns.middlewareStack.add(
    () =>
      ({ input }) => {
        published.push(JSON.stringify(input));
        return Promise.resolve({ response: {}, output: { $metadata: {} } });
      },
    { step: "initialize" },
  );
  const channels = openChannels({
    configuration: { ...CONFIGURATION, topicArn, chatTopicArn: topicArn, environment: "prod" },
    region: REGION,
    bus: { put: () => Promise.resolve(), close: () => undefined },
    sns,
  });
  for (const channel of ["mail", "chat"] as const)
    await channels.send(FINDING_EXAMPLE, channel, AbortSignal.timeout(10_000));
  expect(published).toHaveLength(2);
  for (const message of published)
    expect(message).toContain(`findings -- show ${FINDING_EXAMPLE.id} --environment prod`);
});
