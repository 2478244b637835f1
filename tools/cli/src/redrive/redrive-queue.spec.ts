import { LambdaClient } from "@aws-sdk/client-lambda";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { HeldFailure } from "./failure-queue";
import { understand } from "./failed-event";
import { redriveQueue } from "./redrive-queue";

const TOPIC = "arn:aws:sns:us-west-2:111122223333:alerts";
const stack = {
  failureQueues: [],
  functions: [],
  eventSources: [],
  codeFolders: new Map(),
  timeouts: new Map<string, number>(),
  topics: [TOPIC],
  keys: new Map<string, string>(),
  rules: [],
};

const message = (id: string, receipt: string): HeldFailure => ({
  id,
  receipt,
  body: "{}",
  attributes: { TARGET_ARN: TOPIC },
});

/** Works off a queue that gives these messages, one receive after the other; a receipt in `stuck` deletes nothing. */
async function worked(receives: readonly (readonly HeldFailure[])[], stuck: readonly string[] = []) {
  const waiting = [...receives];
  const calls: string[] = [];
  const fates: string[] = [];
  const all = redriveQueue({
    queue: {
      hold: () => Promise.resolve(waiting.shift() ?? []),
      delete: (receipt) => {
        calls.push(`delete ${receipt}`);
        return stuck.includes(receipt) ? Promise.reject(new Error("not now")) : Promise.resolve();
      },
      giveBack: (receipt) => {
        calls.push(`give back ${receipt}`);
        return Promise.resolve();
      },
    },
    understand: (each) => understand(each, stack),
    clients: {
      lambda: new LambdaClient({ region: "us-west-2" }),
      answerMs: () => 1000,
      sns: { send: () => Promise.resolve(calls.push("publish")) } as unknown as SNSClient,
    },
    apply: true,
    signal: new AbortController().signal,
  });
  for await (const { message: of, fate, said } of all) fates.push(`${of.id} ${fate}: ${said}`);
  return { calls, fates };
}

test("a message that SQS delivers again after its deletion is deleted again, and printed once", async () => {
  const receives = [[message("a", "1"), message("a", "2")], [message("a", "3")]];
  expect(await worked(receives)).toEqual({
    calls: ["publish", "delete 1", "delete 2", "delete 3"],
    fates: ["a redriven: published to alerts"],
  });
});

test("where that fails, it is printed as still there, and not redriven a second time", async () => {
  expect(await worked([[message("a", "1")], [message("a", "2")]], ["2"])).toEqual({
    calls: ["publish", "delete 1", "delete 2"],
    fates: [
      "a redriven: published to alerts",
      "a kept: redriven before, but the message could not be deleted: Error: not now",
    ],
  });
});

test("a message that is kept is given back once, by its newest receipt", async () => {
  const kept = { attributes: { TARGET_ARN: "arn:aws:sns:us-west-2:111122223333:others" } };
  const receives = [[{ ...message("a", "1"), ...kept }], [{ ...message("a", "2"), ...kept }]];
  expect((await worked(receives)).calls).toEqual(["give back 2"]);
});
