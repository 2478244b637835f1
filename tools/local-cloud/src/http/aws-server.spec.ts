import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { stopClouds } from "../../test/cloud";
import { redriversOf, startWith } from "../../test/services";
import type { LocalCloud } from "../index";

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startWith([]);
});
afterAll(stopClouds);

const CENTRAL = "111122223333";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends the head of a request, and of its body only what is given. */
function ask(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  body = "",
  method = "POST",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        sent.destroy();
      });
    });
    sent.on("error", reject);
    sent.flushHeaders();
    if (body !== "") sent.write(body);
    if (headers["content-length"] === undefined) sent.end();
  });
}

const signedFor = (service: string) => {
  const { accessKeyId } = cloud.credentials({ accountId: CENTRAL, userName: "ilse" });
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-west-2/${service}/aws4_request`,
  };
};

describe("requests of web pages to the loopback interface are not answered", () => {
  test.each([
    ["a page of another origin", { origin: "https://evil.example" }],
    ["a page without an origin of its own", { origin: "null" }],
    ["a page on this machine", { origin: "http://localhost:3000" }],
    ["an image in a page", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
    ["a page whose name was made to resolve to this machine", { host: "evil.example" }],
    ["the same with a port", { host: "evil.example:40001" }],
    ["a name that only begins as ours", { host: "localhost.evil.example" }],
    ["a name that only ends as AWS's", { host: "evilamazonaws.com" }],
  ])("%s", async (_name, headers) => {
    for (const endpoint of [cloud.endpoints.all, cloud.endpoints.s3]) {
      const {
        status,
        body,
        headers: answered,
      } = await ask(endpoint, { ...signedFor("s3"), ...headers }, "", "GET");
      expect(status).toBe(403);
      expect(body).toMatch(/the local cloud answers/);
      expect(answered["access-control-allow-origin"]).toBeUndefined();
    }
  });

  test.each([
    "127.0.0.1",
    "localhost:40001",
    "LOCALHOST",
    "[::1]:40001",
    "ledger.localhost",
    "s3.us-west-2.amazonaws.com",
    "sts.cn-north-1.amazonaws.com.cn",
    "sts.eusc-de-east-1.amazonaws.eu",
    "sts.us-iso-east-1.c2s.ic.gov",
    "sqs.us-west-2.api.aws",
  ])("a program that names the host %s is", async (host) => {
    const { status } = await ask(
      cloud.endpoints.sts,
      { ...signedFor("sts"), host },
      "Action=GetCallerIdentity",
    );
    expect(status).toBe(200);
  });
});

test("the URL of a queue is the server's own, whatever host the request names", async () => {
  const { accessKeyId, secretAccessKey } = cloud.credentials({ accountId: CENTRAL, userName: "ilse" });
  const { sqs } = redriversOf(cloud, { accessKeyId, secretAccessKey });
  sqs.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: Record<string, string> }).headers, {
        host: "sqs.us-west-2.amazonaws.com",
      });
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "failures" }));
  expect(QueueUrl).toBe(`${cloud.endpoints.sqs}/${CENTRAL}/failures`);
});

test("an idle connection stays open for longer than a call and its retries take", async () => {
  const agent = new Agent({ keepAlive: true });
  const sent = request(cloud.endpoints.s3, { agent, headers: signedFor("s3") }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  expect(response.headers["keep-alive"]).toBe("timeout=60");
  agent.destroy();
});

describe("a request that is too large is refused by its head, in the words of the service", () => {
  test.each([
    ["s3", 400, "MaxMessageLengthExceeded"],
    ["sts", 413, "RequestEntityTooLarge"],
    ["sns", 413, "RequestEntityTooLarge"],
    ["sqs", 400, "InvalidParameterValue"],
    ["lambda", 413, "RequestTooLargeException"],
  ])("%s", async (service, status, code) => {
    const headers = { ...signedFor(service), "content-length": String(2 ** 40) };
    const answer = await ask(cloud.endpoints.all, headers, "x");
    expect(answer).toMatchObject({ status, headers: { connection: "close" } });
    expect(answer.body + JSON.stringify(answer.headers)).toMatch(code);
  });

  test("also when its length is not announced", async () => {
    const sent = request(cloud.endpoints.s3, { method: "PUT", headers: signedFor("s3"), agent: false });
    const answered = once(sent, "response");
    const chunk = "x".repeat(100_000);
    for (let count = 0; count < 12; count += 1) sent.write(chunk);
    const [response] = (await answered) as [{ statusCode: number }];
    expect(response.statusCode).toBe(400);
    sent.destroy();
  });
});

test.each(["reset", "cut", "hang", "latency", "slow-body"] as const)(
  "pipelined requests on connections that are reset (%s) make no listeners pile up",
  async (kind) => {
    const warnings: string[] = [];
    const warn = ({ name }: Error) => warnings.push(name);
    process.on("warning", warn);
    const { hostname, port } = new URL(cloud.endpoints.s3);
    const fault = kind === "latency" || kind === "slow-body" ? { kind, ms: 20 } : { kind };
    cloud.setFaults([{ service: "s3", fault }]);
    for (let round = 0; round < 5; round += 1) {
      const socket = connect(Number(port), hostname);
      const closed = new Promise((resolve) => socket.on("close", resolve));
      socket.on("error", () => undefined);
      socket.write("GET /ledger?acl HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30));
      setTimeout(() => socket.resetAndDestroy(), 30);
      await closed;
    }
    process.off("warning", warn);
    cloud.setFaults([]);
    expect(warnings.filter((name) => name === "MaxListenersExceededWarning")).toEqual([]);
  },
);
