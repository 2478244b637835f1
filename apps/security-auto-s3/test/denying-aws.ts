import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The body of a 200, or another answer. */
export type Answer = string | { readonly status: number; readonly body: string };

/** AWS, as a role without any permission sees it, but for the calls that a test allows: every call is counted. */
export interface DenyingAws {
  calls: string[];
  /** The bodies of the calls of EventBridge. */
  bodies: string[];
  allowed: Readonly<Record<string, Answer>>;
  readonly endpoint: string;
}

const REFUSED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

export const PUT_EVENTS = "AWSEvents.PutEvents";

/** STS wraps an error in another element than S3 does, and EventBridge speaks JSON. */
const refusalOf = (call: string): { readonly status: number; readonly body: string } =>
  call === PUT_EVENTS
    ? { status: 400, body: '{"__type":"AccessDeniedException","message":"Access Denied"}' }
    : {
        status: 403,
        body: call.startsWith("POST") ? `<ErrorResponse>${REFUSED}</ErrorResponse>` : REFUSED,
      };

/** Answers on loopback while the tests of a file run; knows nothing of the test before. */
export function denyingAws(): DenyingAws {
  const server = createServer((request, response) => {
    const target = request.headers["x-amz-target"];
    const call = typeof target === "string" ? target : `${request.method ?? ""} ${request.url ?? ""}`;
    aws.calls.push(call);
    const answer = aws.allowed[call] ?? refusalOf(call);
    const { status, body } = typeof answer === "string" ? { status: 200, body: answer } : answer;
    let received = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (received += chunk));
    request.on("end", () => {
      if (call === PUT_EVENTS) aws.bodies.push(received);
      response.writeHead(status, { "content-type": "application/xml" }).end(body);
    });
  });
  const aws: DenyingAws = {
    calls: [],
    bodies: [],
    allowed: {},
    get endpoint() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        server.listen(0, "127.0.0.1", resolve);
      }),
  );
  beforeEach(() => {
    aws.calls = [];
    aws.bodies = [];
    aws.allowed = {};
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return aws;
}
