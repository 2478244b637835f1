import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** AWS, as a role without any permission sees it, but for the calls that a test allows: every call is counted. */
export interface DenyingAws {
  calls: string[];
  allowed: Readonly<Record<string, string>>;
  readonly endpoint: string;
}

/** Answers on loopback while the tests of a file run; knows nothing of the test before. */
export function denyingAws(): DenyingAws {
  const server = createServer((request, response) => {
    const call = `${request.method ?? ""} ${request.url ?? ""}`;
    aws.calls.push(call);
    const answer = aws.allowed[call];
    response.writeHead(answer === undefined ? 403 : 200, { "content-type": "application/xml" });
    response.end(answer ?? "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
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
