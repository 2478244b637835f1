import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The body of a 200, or another answer. */
export type Answer = string | { readonly status: number; readonly body: string };

/** AWS, as a role without any permission sees it, but for the calls that a test allows: every call is counted. */
export interface DenyingAws {
  calls: string[];
  allowed: Readonly<Record<string, Answer>>;
  readonly endpoint: string;
}

const REFUSED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

/** STS wraps an error in another element than S3 does. */
const refusalOf = (call: string) => ({
  status: 403,
  body: call.startsWith("POST") ? `<ErrorResponse>${REFUSED}</ErrorResponse>` : REFUSED,
});

/** Answers on loopback while the tests of a file run; knows nothing of the test before. */
export function denyingAws(): DenyingAws {
  const server = createServer((request, response) => {
    const call = `${request.method ?? ""} ${request.url ?? ""}`;
    aws.calls.push(call);
    const answer = aws.allowed[call] ?? refusalOf(call);
    const { status, body } = typeof answer === "string" ? { status: 200, body: answer } : answer;
    response.writeHead(status, { "content-type": "application/xml" }).end(body);
  });
  const aws: DenyingAws = {
    calls: [],
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
    aws.allowed = {};
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return aws;
}
