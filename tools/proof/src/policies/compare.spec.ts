import type { AcceptedStatement } from "@security-auto/iam-policy";
import {
  asked,
  BUCKET_ARN,
  EVENT_BRIDGE,
  held,
  IN_ROLE,
  policiesOf,
  QUEUE,
  QUEUE_ARN,
  ROLE,
  ROLE_ARN,
  TRUST,
} from "../../test/policies";
import { compare } from "./compare";
import { describeFinding } from "./finding";
import type { Holder } from "./held-statement";

const OWN = { resourceAccount: "111122223333" };
const THEIRS = { resourceAccount: "444455556666" };
const read = (
  Action: string | readonly string[],
  more: Partial<AcceptedStatement> = {},
): AcceptedStatement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const send: AcceptedStatement = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: QUEUE_ARN,
};
const trust: AcceptedStatement = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sts:AssumeRole",
};

/** A role of the same account, which alone may assume the role. */
const WORKER_ARN = "arn:aws:iam::111122223333:role/worker";
const WORKER = { ...IN_ROLE, arn: "arn:aws:sts::111122223333:assumed-role/worker/s", roleArn: WORKER_ARN };
const ofOwnAccount: AcceptedStatement = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "sts:AssumeRole",
  Condition: { ArnEquals: { "aws:PrincipalArn": WORKER_ARN } },
};

type Use = readonly [
  principal: Parameters<typeof asked>[1],
  action: string,
  resource: string,
  more?: Parameters<typeof asked>[4],
];

interface Row {
  readonly name: string;
  readonly holder: Holder;
  readonly statements: readonly AcceptedStatement[];
  readonly uses: readonly Use[];
  readonly findings: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "what is used is what is granted",
    holder: ROLE,
    statements: [read(["s3:GetBucketAcl", "s3:GetBucketTagging"])],
    uses: [
      [IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN],
      [IN_ROLE, "s3:GetBucketTagging", BUCKET_ARN, OWN],
    ],
    findings: [],
  },
  {
    name: "a use that no statement grants",
    holder: ROLE,
    statements: [read("s3:GetBucketAcl")],
    uses: [
      [IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN],
      [IN_ROLE, "s3:GetBucketTagging", BUCKET_ARN, OWN],
    ],
    findings: [
      "used but not granted: role reader (111122223333): s3:GetBucketTagging on arn:aws:s3:::ledger",
    ],
  },
  {
    name: "a role that is granted nothing at all",
    holder: ROLE,
    statements: [],
    uses: [[IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN]],
    findings: ["used but not granted: role reader (111122223333): s3:GetBucketAcl on arn:aws:s3:::ledger"],
  },
  {
    name: "a grant that is never used, by its statement's place",
    holder: ROLE,
    statements: [read("s3:GetBucketAcl"), read("s3:GetBucketTagging")],
    uses: [[IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN]],
    findings: [
      "granted but never used: role reader (111122223333), p, statement 2: s3:GetBucketTagging on *",
    ],
  },
  {
    name: "a grant that is never used, by its Sid",
    holder: ROLE,
    statements: [read("s3:GetBucketAcl", { Sid: "Acl" })],
    uses: [],
    findings: [
      'granted but never used: role reader (111122223333), p, statement "Acl": s3:GetBucketAcl on *',
    ],
  },
  {
    name: "one of two resources that is never used",
    holder: ROLE,
    statements: [read("sqs:SendMessage", { Resource: [QUEUE_ARN, `${QUEUE_ARN}-2`] })],
    uses: [[IN_ROLE, "sqs:SendMessage", QUEUE_ARN]],
    findings: [
      `granted but never used: role reader (111122223333), p, statement 1: sqs:SendMessage on ${QUEUE_ARN}-2`,
    ],
  },
  {
    name: "a use that the condition leaves out is not granted, and does not use the grant",
    holder: ROLE,
    statements: [
      read("s3:GetBucketAcl", { Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } }),
    ],
    uses: [[IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, THEIRS]],
    findings: [
      "used but not granted: role reader (111122223333): s3:GetBucketAcl on arn:aws:s3:::ledger",
      "granted but never used: role reader (111122223333), p, statement 1: s3:GetBucketAcl on *",
    ],
  },
  {
    name: "a wildcard is never used up",
    holder: ROLE,
    statements: [read("s3:GetBucketAcl"), read("s3:Get*")],
    uses: [[IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN]],
    findings: ["granted but never used: role reader (111122223333), p, statement 2: s3:Get* on *"],
  },
  {
    name: "all but some actions is never used up",
    holder: ROLE,
    statements: [{ Effect: "Allow", NotAction: "s3:PutObject", Resource: "*" }, read("s3:GetBucketAcl")],
    uses: [[IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN]],
    findings: [
      "granted but never used: role reader (111122223333), p, statement 1: NotAction s3:PutObject on *",
    ],
  },
  {
    name: "a Deny grants nothing",
    holder: ROLE,
    statements: [read("s3:PutBucketPolicy", { Effect: "Deny" })],
    uses: [],
    findings: [],
  },
  {
    name: "a service that the queue allows",
    holder: QUEUE,
    statements: [send],
    uses: [[EVENT_BRIDGE, "sqs:SendMessage", QUEUE_ARN]],
    findings: [],
  },
  {
    name: "a service that the queue does not allow",
    holder: QUEUE,
    statements: [],
    uses: [[EVENT_BRIDGE, "sqs:SendMessage", QUEUE_ARN]],
    findings: [
      `used but not granted: policy of sqs failures (111122223333): sqs:SendMessage on ${QUEUE_ARN}`,
    ],
  },
  {
    name: "a queue's statement does not serve who needs no consent of the queue",
    holder: QUEUE,
    statements: [{ ...send, Principal: "*" }],
    uses: [[{ ...IN_ROLE, roleArn: "arn:aws:iam::111122223333:role/other" }, "sqs:SendMessage", QUEUE_ARN]],
    findings: [
      `granted but never used: policy of sqs failures (111122223333), p, statement 1: sqs:SendMessage on ${QUEUE_ARN}`,
    ],
  },
  {
    name: "a trust policy that is used",
    holder: TRUST,
    statements: [trust],
    uses: [[EVENT_BRIDGE, "sts:AssumeRole", ROLE_ARN]],
    findings: [],
  },
  {
    name: "a trust policy that allows somebody else of the account",
    holder: TRUST,
    statements: [ofOwnAccount],
    uses: [[{ ...WORKER, roleArn: "arn:aws:iam::111122223333:role/other" }, "sts:AssumeRole", ROLE_ARN]],
    findings: [
      `used but not granted: trust of role reader (111122223333): sts:AssumeRole on ${ROLE_ARN}`,
      "granted but never used: trust of role reader (111122223333), p, statement 1: sts:AssumeRole",
    ],
  },
  {
    name: "a trust policy that allows somebody else",
    holder: TRUST,
    statements: [{ ...trust, Principal: { Service: "lambda.amazonaws.com" } }],
    uses: [[EVENT_BRIDGE, "sts:AssumeRole", ROLE_ARN]],
    findings: [
      `used but not granted: trust of role reader (111122223333): sts:AssumeRole on ${ROLE_ARN}`,
      "granted but never used: trust of role reader (111122223333), p, statement 1: sts:AssumeRole",
    ],
  },
];

test.each(ROWS)("$name", ({ holder, statements, uses, findings }) => {
  const policies = policiesOf(...held(holder, ...statements));
  const seen = uses.map((use) => asked(policies, ...use));
  const lines = compare(seen, policies).map(describeFinding);
  // What follows is why, in the words of the evaluator.
  expect(lines).toEqual(findings.map((line) => expect.stringContaining(line) as string));
});

test("a use that the resource refuses needs the grant, but does not use it", () => {
  const policies = policiesOf(...held(ROLE, read("s3:GetBucketAcl")));
  const { request } = asked(policies, IN_ROLE, "s3:GetBucketAcl", BUCKET_ARN, OWN);
  const refused = {
    request,
    decision: { decision: "implicitly denied", because: "the bucket says no" },
  } as const;
  expect(compare([refused], policies).map(({ kind }) => kind)).toEqual(["granted but never used"]);
});

test("a trust policy is used also by who is of the role's account, and allowed by that too", () => {
  const policies = policiesOf(...held(TRUST, ofOwnAccount));
  const { request } = asked(policies, WORKER, "sts:AssumeRole", ROLE_ARN);
  const allowed = { request, decision: { decision: "allowed", because: "both sides allow it" } } as const;
  expect(compare([allowed], policies)).toEqual([]);
});
