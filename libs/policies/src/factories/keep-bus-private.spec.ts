import { type AccessRequest, evaluate } from "@security-auto/iam-evaluator";
import { type IdentityStatement, policyDocument } from "@security-auto/iam-policy";
import { keepBusPrivate, putEvents } from ".";
import type { BusSender } from "./events";

const ACCOUNT = "111122223333";
const BUS = `arn:aws:events:us-west-2:${ACCOUNT}:event-bus/security-auto`;
const role = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;

const JUDGE = { roleArns: [role("judge")], detailTypes: ["S3 Bucket Assessed"] } as const;
const ASKED = "S3 Bucket Assessment Requested";
const OPERATORS = { roleArns: [role("operator"), role("second-operator")], detailTypes: [ASKED] } as const;
const ENDED = "S3 Sweep Finished";
const SWEEP = { roleArns: [role("sweep")], detailTypes: [ENDED, ASKED] } as const;

interface Put {
  readonly by: string;
  readonly account?: string;
  readonly detailType?: string;
  readonly source?: string;
}

const ANYTHING: IdentityStatement = { Effect: "Allow", Action: "*", Resource: "*" };
const OWN = putEvents({
  eventBusArn: BUS,
  only: { source: "security-auto", detailTypes: ["S3 Bucket Assessed"] },
});

function decide(
  put: Put,
  identity: IdentityStatement,
  senders: readonly BusSender[] = [JUDGE, OPERATORS],
): string {
  const { by, account = ACCOUNT, detailType, source = "security-auto" } = put;
  const request: AccessRequest = {
    principal: {
      kind: "aws",
      arn: `arn:aws:sts::${account}:assumed-role/${by}/session`,
      accountId: account,
      roleArn: role(by, account),
    },
    action: "events:PutEvents",
    resource: BUS,
    resourceAccount: ACCOUNT,
    context: {
      "events:source": source,
      ...(detailType !== undefined && { "events:detail-type": detailType }),
      "events:eventBusInvocation": "false",
    },
  };
  return evaluate(request, {
    identity: [{ name: "identity", document: policyDocument(identity) }],
    resource: {
      name: "bus",
      document: policyDocument(...keepBusPrivate({ eventBusArn: BUS, senders })),
    },
  }).decision;
}

describe("a private bus", () => {
  test.each<[string, Put, string]>([
    ["the judge puts its own kind", { by: "judge", detailType: JUDGE.detailTypes[0] }, "allowed"],
    ["an operator asks", { by: "operator", detailType: ASKED }, "allowed"],
    ["a second operator asks", { by: "second-operator", detailType: ASKED }, "allowed"],
    ["the judge asks", { by: "judge", detailType: ASKED }, "explicitly denied"],
    [
      "an operator claims an assessment",
      { by: "operator", detailType: JUDGE.detailTypes[0] },
      "explicitly denied",
    ],
    [
      "the judge puts a kind that nobody has",
      { by: "judge", detailType: "S3 Finding Changed" },
      "explicitly denied",
    ],
    [
      "an administrator puts the judge's kind",
      { by: "admin", detailType: JUDGE.detailTypes[0] },
      "explicitly denied",
    ],
    [
      "a role whose name begins alike",
      { by: "judge-2", detailType: JUDGE.detailTypes[0] },
      "explicitly denied",
    ],
    [
      "a namesake of another account",
      { by: "judge", account: "444455556666", detailType: JUDGE.detailTypes[0] },
      "explicitly denied",
    ],
  ])("whatever its own policies allow: %s", (_, put, decision) => {
    expect(decide(put, ANYTHING)).toBe(decision);
  });

  test.each<[string, Put, string]>([
    ["its own kind", { by: "judge", detailType: JUDGE.detailTypes[0] }, "allowed"],
    ["another kind", { by: "judge", detailType: ASKED }, "explicitly denied"],
    ["another role", { by: "admin", detailType: JUDGE.detailTypes[0] }, "explicitly denied"],
  ])("with one sender alone: %s", (_, put, decision) => {
    expect(decide(put, ANYTHING, [JUDGE])).toBe(decision);
  });

  test.each<[string, Put, string]>([
    ["asks", { by: "sweep", detailType: ASKED }, "allowed"],
    ["says that it ended", { by: "sweep", detailType: ENDED }, "allowed"],
    ["claims an assessment", { by: "sweep", detailType: JUDGE.detailTypes[0] }, "explicitly denied"],
    ["has its own kind put by another", { by: "operator", detailType: ENDED }, "explicitly denied"],
    ["leaves others theirs", { by: "operator", detailType: ASKED }, "allowed"],
  ])("a sender of two kinds %s", (_, put, decision) => {
    expect(decide(put, ANYTHING, [JUDGE, OPERATORS, SWEEP])).toBe(decision);
  });

  test("allows nothing by itself", () => {
    const nothing: IdentityStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    expect(decide({ by: "judge", detailType: JUDGE.detailTypes[0] }, nothing)).toBe("implicitly denied");
  });
});

describe("a role that may put one kind of event", () => {
  test.each<[string, Partial<Put>, string]>([
    ["that kind", {}, "allowed"],
    ["of another source", { source: "aws.s3" }, "implicitly denied"],
    ["of another kind", { detailType: ASKED }, "explicitly denied"],
  ])("puts %s", (_, put, decision) => {
    expect(decide({ by: "judge", detailType: JUDGE.detailTypes[0], ...put }, OWN)).toBe(decision);
  });

  test.each<[string, AccessRequest["context"]]>([
    ["no kind", { "events:source": "security-auto" }],
    ["no source", { "events:detail-type": "S3 Bucket Assessed" }],
    [
      "two kinds at once",
      { "events:source": "security-auto", "events:detail-type": ["S3 Bucket Assessed", ASKED] },
    ],
  ])("by its own policy alone may not put an event of %s", (_, context = {}) => {
    const principal = { kind: "aws", arn: role("judge"), accountId: ACCOUNT } as const;
    const request = {
      principal,
      action: "events:PutEvents",
      resource: BUS,
      resourceAccount: ACCOUNT,
      context,
    };
    const identity = [{ name: "identity", document: policyDocument(OWN) }];
    expect(evaluate(request, { identity }).decision).not.toBe("allowed");
  });
});
