import { createHash } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startFakeAws } from "@security-auto/testing";
import { FailureQueue } from "./failure-queue";

const MESSAGE = { MessageId: "m", Body: "{}", ReceiptHandle: "r" };

test("messages that SQS hands out while the command is stopped are held, to be given back", async () => {
  const stop = new AbortController();
  const aws = await startFakeAws(({ headers }) => {
    const url = `http://${headers.host ?? ""}/111122223333/failures`;
    if (headers["x-amz-target"] === "AmazonSQS.GetQueueUrl")
      return { body: JSON.stringify({ QueueUrl: url }) };
    stop.abort();
    const MD5OfBody = createHash("md5").update(MESSAGE.Body).digest("hex");
    return { body: JSON.stringify({ Messages: [{ ...MESSAGE, MD5OfBody }] }) };
  });
  const sqs = new SQSClient({
    region: "us-west-2",
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  });
  const of = { name: "failures", accountId: "111122223333" };
  const queue = await FailureQueue.find(sqs, of, stop.signal);
  const messages = await queue.hold();
  sqs.destroy();
  await aws.close();
  expect(messages).toMatchObject([{ id: "m", receipt: "r" }]);
});
