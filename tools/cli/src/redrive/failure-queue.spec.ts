import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SQSClient } from "@aws-sdk/client-sqs";
import { FailureQueue } from "./failure-queue";

const MESSAGE = { MessageId: "m", Body: "{}", ReceiptHandle: "r" };

test("messages that SQS hands out while the command is stopped are held, to be given back", async () => {
  const stop = new AbortController();
  const server = createServer(({ headers }, response) => {
    const url = `http://${headers.host}/111122223333/failures`;
    if (headers["x-amz-target"] === "AmazonSQS.GetQueueUrl") {
      response.end(JSON.stringify({ QueueUrl: url }));
      return;
    }
    stop.abort();
    const MD5OfBody = createHash("md5").update(MESSAGE.Body).digest("hex");
    response.end(JSON.stringify({ Messages: [{ ...MESSAGE, MD5OfBody }] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sqs = new SQSClient({
    region: "us-west-2",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  });
  const of = { name: "failures", accountId: "111122223333" };
  const queue = await FailureQueue.find(sqs, of, stop.signal);
  const messages = await queue.hold();
  sqs.destroy();
  server.close();
  expect(messages).toMatchObject([{ id: "m", receipt: "r" }]);
});
