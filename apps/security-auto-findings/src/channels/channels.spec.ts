import { SNSClient } from "@aws-sdk/client-sns";
import { FINDING_EXAMPLE } from "@security-auto/assessment";
import { CHANNELS } from "@security-auto/register";
import { openChannels } from "./channels";

const REGION = "eu-central-1";

function opened() {
  const put: string[] = [];
  const channels = openChannels({
    configuration: { table: "security-auto", privateBus: "security-auto" },
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
