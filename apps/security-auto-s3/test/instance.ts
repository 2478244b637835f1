import type { AnsweredAssessment } from "@security-auto/assessment";
import { createHandler } from "@security-auto/handler";
import { DEFAULT_INVARIANTS, type JudgeConfiguration } from "@security-auto/s3-exposure";
import { captureOutput, lambdaContext } from "@security-auto/testing";
import { createAssessor } from "../src/create-assessor";
import { interpret } from "../src/interpreter";
import { change } from "./change";
import { denyingAws, type DenyingAws } from "./denying-aws";

export type Event = Readonly<Record<string, unknown>>;

interface Answered {
  readonly statusCode: number;
  readonly assessment?: AnsweredAssessment;
}

/** AWS that denies what a test does not allow, at the address that the function's clients call while a test runs. */
export function useDenyingAws(): DenyingAws {
  const aws = denyingAws();
  const before = { ...process.env };
  beforeEach(() => {
    process.env["AWS_ENDPOINT_URL"] = aws.endpoint;
    process.env["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLEKEY000001";
    process.env["AWS_SECRET_ACCESS_KEY"] = "not-a-secret";
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
  });
  return aws;
}

const CONFIGURATION: JudgeConfiguration = {
  role: "lambda-slaw-s3",
  readRole: "security-auto-s3-read",
  invariants: DEFAULT_INVARIANTS,
};

/** One instance of the function, and what it writes. */
export function instance(configuration: Partial<JudgeConfiguration> = {}, now?: () => number) {
  const { lines } = captureOutput();
  const handler = createHandler({
    interpret,
    work: createAssessor({ ...CONFIGURATION, ...configuration }, now),
  });
  return {
    invoke: async (event: Event = change): Promise<Answered> => await handler(event, lambdaContext()),
    records: (): readonly Event[] => lines.map((line) => JSON.parse(line) as Event),
    warnings: (): readonly Event[] =>
      lines.map((line) => JSON.parse(line) as Event).filter(({ level }) => level === "WARN"),
  };
}
