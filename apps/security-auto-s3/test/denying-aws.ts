import { type FakeAws, s3Error, startFakeAws, stsError } from "@security-auto/testing";

interface AnswerWithStatus {
  readonly status?: number;
  readonly body?: string;
}

/** The body of a 200, or another answer. */
export type Answer = string | AnswerWithStatus;

/** AWS, as a role without any permission sees it, but for the calls that a test allows: every call is counted. */
export interface DenyingAws {
  calls: string[];
  /** The bodies of the calls of EventBridge. */
  bodies: string[];
  allowed: Readonly<Record<string, Answer>>;
  readonly endpoint: string;
}

export const PUT_EVENTS = "AWSEvents.PutEvents";

/** STS wraps an error in another element than S3 does, and EventBridge speaks JSON. */
function refusalOf(call: string): AnswerWithStatus {
  if (call === PUT_EVENTS)
    return { status: 400, body: '{"__type":"AccessDeniedException","message":"Access Denied"}' };
  return (call.startsWith("POST") ? stsError : s3Error)(403, "AccessDenied", "Access Denied");
}

/** Answers on loopback while the tests of a file run; knows nothing of the test before. */
export function denyingAws(): DenyingAws {
  let server: FakeAws | undefined;
  const aws: DenyingAws = {
    calls: [],
    bodies: [],
    allowed: {},
    get endpoint() {
      return server?.url ?? "";
    },
  };
  beforeAll(async () => {
    server = await startFakeAws(({ method, url, headers, body }) => {
      const target = headers["x-amz-target"];
      const call = typeof target === "string" ? target : `${method} ${url}`;
      aws.calls.push(call);
      if (call === PUT_EVENTS) aws.bodies.push(body);
      const answer = aws.allowed[call] ?? refusalOf(call);
      return typeof answer === "string" ? { body: answer } : answer;
    });
  });
  beforeEach(() => {
    aws.calls = [];
    aws.bodies = [];
    aws.allowed = {};
  });
  afterAll(() => server?.close());
  return aws;
}
