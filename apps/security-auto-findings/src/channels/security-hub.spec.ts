import { type Finding, FINDING_EXAMPLE } from "@security-auto/assessment";
import { asffOf } from "@security-auto/finding-formats";
import { privateBus } from "@security-auto/private-bus";
import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "@security-auto/testing";
import { SNSClient } from "@aws-sdk/client-sns";
import type { Deliver } from "./channel";
import { securityHub } from "./security-hub";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const ID = `security-auto/${FINDING_EXAMPLE.id}`;
const IMPORTED: FakeAnswer = {
  body: JSON.stringify({ FailedCount: 0, SuccessCount: 1, FailedFindings: [] }),
};

let received: ReceivedRequest[];
let answered: FakeAnswer;
let aws: FakeAws;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startFakeAws((request) => {
    received.push(request);
    return answered;
  });
});
beforeEach(() => {
  [received, answered] = [[], IMPORTED];
  process.env = {
    ...before,
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_MAX_ATTEMPTS: "1",
  };
});
afterEach(() => {
  process.env = before;
});
afterAll(() => aws.close());

function opened(securityHubAccount?: string): Deliver | undefined {
  return securityHub({
    configuration: {
      table: "security-auto",
      privateBus: "security-auto",
      cannotReadAfter: 2,
      ...(securityHubAccount !== undefined && { securityHubAccount }),
    },
    region: REGION,
    bus: privateBus({
      busName: "security-auto",
      region: REGION,
      credentials: () => ({ accessKeyId: "", secretAccessKey: "" }),
    }),
    sns: new SNSClient({ region: REGION }),
  });
}

const deliver = async (finding: Finding = FINDING_EXAMPLE, signal = AbortSignal.timeout(30_000)) =>
  opened(ACCOUNT)?.(finding, signal);

test("without an account it is off", () => {
  expect(opened()).toBeUndefined();
});

test("a finding is imported in ASFF, in the security account's own name", async () => {
  await deliver();
  const [{ method, url, signature, body } = { method: "", url: "", signature: undefined, body: "{}" }] =
    received;
  expect([method, url, signature?.service, signature?.region]).toEqual([
    "POST",
    "/findings/import",
    "securityhub",
    REGION,
  ]);
  expect(JSON.parse(body)).toEqual({
    Findings: [asffOf(FINDING_EXAMPLE, { accountId: ACCOUNT, region: REGION })],
  });
});

const NOT_ENABLED =
  "; enable Security Hub CSPM in the account and region of arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default, or set securityHub to false in the environment file";

const failed = (ErrorCode: string, ErrorMessage: string): FakeAnswer => ({
  body: JSON.stringify({
    FailedCount: 1,
    SuccessCount: 0,
    FailedFindings: [{ Id: ID, ErrorCode, ErrorMessage }],
  }),
});

const refused = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  headers: { "x-amzn-errortype": code },
  body: JSON.stringify({ Code: code, Message: message }),
});

test.each<[string, FakeAnswer, string]>([
  [
    "a finding that fails in an answer of success",
    failed(
      "InvalidInput",
      "Finding does not adhere to Amazon Finding Format. data.Title should NOT be longer",
    ),
    "InvalidInput: Finding does not adhere to Amazon Finding Format. data.Title should NOT be longer",
  ],
  [
    "a product that is not enabled",
    failed("InvalidAccess", "The product is not enabled."),
    `InvalidAccess: The product is not enabled.${NOT_ENABLED}`,
  ],
  [
    "an account without Security Hub",
    refused(401, "InvalidAccessException", "Account 111122223333 is not subscribed to AWS Security Hub"),
    `InvalidAccessException: Account 111122223333 is not subscribed to AWS Security Hub${NOT_ENABLED}`,
  ],
  [
    "a role that may not import",
    refused(403, "AccessDeniedException", "User is not authorized"),
    "AccessDeniedException: User is not authorized",
  ],
  ["an answer that says nothing", { body: "{}" }, "UnreadableAnswer: no reason given"],
])("%s is a failure with code and message", async (_, answer, reason) => {
  answered = answer;
  await expect(deliver()).rejects.toThrow(`Security Hub did not import finding ${ID}: ${reason}`);
});

test("one that was aborted ends", async () => {
  answered = "hang";
  await expect(deliver(FINDING_EXAMPLE, AbortSignal.timeout(100))).rejects.toThrow(/AbortError/);
});
