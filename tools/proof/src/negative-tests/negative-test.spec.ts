import type { AccessRequest } from "@security-auto/iam-evaluator";
import { IN_ROLE, ROLE } from "../../test/policies";
import { isPutByProgram } from "../policies/side";
import { type NegativeTest, negativeTestsOf } from "./negative-test";

const BUS_ARN = "arn:aws:events:us-west-2:111122223333:event-bus/private";
const BUS = { kind: "resource", arn: BUS_ARN } as const;

/** What the function that judges does: it puts an assessment on the private bus. */
const PUT = {
  principal: IN_ROLE,
  action: "events:PutEvents",
  resource: BUS_ARN,
  context: {
    "events:eventBusInvocation": "false",
    "events:source": "security-auto",
    "events:detail-type": "S3 Bucket Assessed",
  },
} as const satisfies AccessRequest;

const FORWARDED: AccessRequest = {
  ...PUT,
  context: { "events:eventBusInvocation": "true", "events:source": "aws.s3" },
};

test.each<[string, AccessRequest, boolean]>([
  ["a call of PutEvents", PUT, true],
  ["an event that a rule forwards", FORWARDED, false],
  ["an event of which nothing is said", { ...PUT, context: {} }, false],
  ["another call", { ...PUT, action: "sns:Publish" }, false],
])("whether a program puts an event on a bus: %s", (_what, request, is) => {
  expect(isPutByProgram(request)).toBe(is);
});

const eventsOf = (tests: readonly NegativeTest[]) =>
  tests.flatMap(({ about, how, request: { context = {} } }) =>
    about === "event" ? [[how, context["events:source"], context["events:detail-type"]]] : [],
  );

test("a role that puts events is tried with events that it must not put", () => {
  expect(eventsOf(negativeTestsOf(PUT, ROLE))).toEqual([
    ["with an event of another detail-type", "security-auto", "S3 Bucket Assessed Too"],
    ["with an event of no detail-type", "security-auto", undefined],
    ["with an event of another source", "aws.s3", "S3 Bucket Assessed"],
    ["with an event of a source that looks alike", "security-auto-2", "S3 Bucket Assessed"],
    ["with an event of no source", undefined, "S3 Bucket Assessed"],
  ]);
});

test("a bus that programs put events on is tried by other callers, and with an event of another kind", () => {
  const tests = negativeTestsOf(PUT, BUS);
  const callers = tests.filter(({ about }) => about === "caller");
  expect(callers.map(({ how }) => how)).toEqual([
    "by another role",
    "by a role whose name begins alike",
    "by a role of that name under a path",
    "by a role of that name in another account",
    "by a user of that name",
    "by a caller that AWS does not name",
  ]);
  for (const { request } of callers) expect(request).not.toEqual(PUT);
  expect(eventsOf(tests)).toEqual([
    ["with an event of another detail-type", "security-auto", "S3 Bucket Assessed Too"],
  ]);
  expect(tests).toHaveLength(callers.length + 1);
});

test("events that rules forward are tried as if a program had put them", () => {
  const hows = negativeTestsOf(FORWARDED, BUS).map(({ how }) => how);
  expect(hows).toContain("by a call of PutEvents");
  expect(hows).not.toContain("with an event of another detail-type");
});

test.each([
  [
    "BUCKET#444455556666#s3-heartbeat-444455556666-us-west-2-an",
    ["BUCKET#444455556666#s3-heartbeats-444455556666-us-west-2-an"],
  ],
  ["BUCKET#444455556666#ledger", ["BUCKET#444455556666#ledgers"]],
  ["ACCOUNT#444455556666", []],
  ["SWEEP", []],
])(
  "a role that reads what is known of one bucket is tried with a bucket whose name begins alike: %s",
  (key, tried) => {
    const use: AccessRequest = {
      principal: IN_ROLE,
      action: "dynamodb:GetItem",
      resource: "arn:aws:dynamodb:us-west-2:111122223333:table/register",
      context: { "dynamodb:LeadingKeys": key },
    };
    const keys = negativeTestsOf(use, ROLE).flatMap(({ about, request: { context = {} } }) =>
      about === "bucket" ? [context["dynamodb:LeadingKeys"]] : [],
    );
    expect(keys).toEqual(tried);
  },
);
