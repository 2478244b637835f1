import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { sessionPolicyFor, WRITE_ACTIONS } from "@security-auto/s3-remediation";
import { ANYTHING, OPEN, OPEN_TRUST, readsIn, session, table } from "../../test/access-table";
import { Deployed } from "../../test/deployed";
import { ENFORCED, memberTemplateOf, templateOf } from "../../test/synthesized";

const CENTRAL = { account: "111122223333", region: "us-west-2" };
const MEMBER = { account: "444455556666", region: "us-east-1" };
const STRANGER = "777788889999";

const BUCKET = "arn:aws:s3:::orders";
const OTHER_ROLE = "arn:aws:iam::444455556666:role/security-auto-s3-forward-us-east-1";

const central = new Deployed(templateOf(ENFORCED), CENTRAL);
const member = new Deployed(memberTemplateOf(ENFORCED), MEMBER);

const WRITER = session(MEMBER.account, "security-auto-s3-restrict", "security-auto-S3-restrict");
const WRITES = member.role("security-auto-s3-restrict").permissions;

describe.each([
  ["a member's write role", WRITER, WRITES, MEMBER.account],
  [
    "the security account's own write role",
    session(CENTRAL.account, "security-auto-s3-restrict-own", "security-auto-S3-restrict"),
    central.role("security-auto-s3-restrict-own").permissions,
    CENTRAL.account,
  ],
])("what %s may do", (_, principal, identity, owner) => {
  table(
    { principal, action: "s3:PutBucketPolicy", resource: BUCKET, owner, identity },
    {
      allowed: WRITE_ACTIONS.map((action) => ({ who: action, action })),
      denied: [
        ...WRITE_ACTIONS.map((action) => ({
          who: `${action} in another account, which allows everybody`,
          action,
          owner: STRANGER,
          resourcePolicy: OPEN,
        })),
        ...WRITE_ACTIONS.map((action) => ({
          who: `${action} in an account that AWS does not name, which allows everybody`,
          action,
          context: { "aws:ResourceAccount": [] },
        })),
        { who: "write an object", action: "s3:PutObject", resource: `${BUCKET}/key` },
        { who: "read an object", action: "s3:GetObject", resource: `${BUCKET}/key` },
        { who: "delete an object", action: "s3:DeleteObject", resource: `${BUCKET}/key` },
        { who: "write an object's ACL", action: "s3:PutObjectAcl", resource: `${BUCKET}/key` },
        { who: "read a policy", action: "s3:GetBucketPolicy" },
        { who: "delete the bucket", action: "s3:DeleteBucket" },
        { who: "change who owns objects", action: "s3:PutBucketOwnershipControls" },
        { who: "change tags", action: "s3:PutBucketTagging" },
        { who: "change the account's own block", action: "s3:PutAccountPublicAccessBlock", resource: "*" },
        { who: "become another role", action: "sts:AssumeRole", resource: OTHER_ROLE },
      ],
    },
  );
});

describe("what a session of a member's write role may do, opened for one plan", () => {
  const openedFor = (...calls: Parameters<typeof sessionPolicyFor>[1]): NamedPolicy => ({
    name: "session",
    document: sessionPolicyFor({ bucketArn: BUCKET, account: MEMBER.account }, calls),
  });
  table(
    {
      principal: WRITER,
      action: "s3:PutBucketPolicy",
      resource: BUCKET,
      owner: MEMBER.account,
      identity: WRITES,
      sessionPolicy: openedFor("PutBucketPolicy"),
    },
    {
      allowed: [
        { who: "the call of the plan, on its bucket" },
        {
          who: "each call of a plan of two",
          action: "s3:PutBucketPublicAccessBlock",
          sessionPolicy: openedFor("PutBucketPolicy", "PutPublicAccessBlock"),
        },
        {
          who: "delete a policy, for an undo that does",
          action: "s3:DeleteBucketPolicy",
          sessionPolicy: openedFor("DeleteBucketPolicy"),
        },
      ],
      denied: [
        { who: "the call on another bucket", resource: `${BUCKET}-2` },
        { who: "the call on a bucket of that name in another account", owner: STRANGER },
        { who: "delete the policy, which no plan does", action: "s3:DeleteBucketPolicy" },
        { who: "write the block, which this plan does not", action: "s3:PutBucketPublicAccessBlock" },
        { who: "write the ACL, which this plan does not", action: "s3:PutBucketAcl" },
        { who: "write an object", action: "s3:PutObject", resource: `${BUCKET}/key` },
        { who: "read the policy", action: "s3:GetBucketPolicy" },
        {
          who: "what the session asks for and the role may not",
          action: "s3:DeleteBucket",
          sessionPolicy: ANYTHING,
        },
      ],
    },
  );
});

describe("what the role of the function that remediates may do by itself", () => {
  const TABLE = "arn:aws:dynamodb:us-west-2:111122223333:table/security-auto";
  const PRIVATE_BUS = "arn:aws:events:us-west-2:111122223333:event-bus/security-auto";
  const put = (detailType: string) => ({
    action: "events:PutEvents",
    resource: PRIVATE_BUS,
    context: { "events:source": "security-auto", "events:detail-type": detailType },
  });
  const item = (action: string, key: string) => ({
    action: `dynamodb:${action}`,
    resource: TABLE,
    context: { "dynamodb:LeadingKeys": [key] },
  });
  table(
    {
      principal: session(CENTRAL.account, "security-auto-S3-restrict", "security-auto-S3-restrict"),
      action: "s3:GetBucketAcl",
      resource: BUCKET,
      owner: CENTRAL.account,
      identity: central.role("security-auto-S3-restrict").permissions,
    },
    {
      allowed: [
        ...readsIn(CENTRAL.account),
        { who: "say what became of a remediation", ...put("S3 Remediation Changed") },
        { who: "write an action", ...item("PutItem", "BUCKET#444455556666#orders") },
        { who: "switch enforcement off", ...item("PutItem", "CONTROL") },
        { who: "count", ...item("UpdateItem", "COUNTER#remediation") },
        {
          who: "take from its queue",
          action: "sqs:ReceiveMessage",
          resource: "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-restrict",
        },
      ],
      denied: [
        ...WRITE_ACTIONS.map((action) => ({ who: `${action}, without the role to write with`, action })),
        { who: "say that a bucket was assessed", ...put("S3 Bucket Assessed") },
        { who: "say that a finding changed", ...put("S3 Finding Changed") },
        { who: "ask for an assessment", ...put("S3 Bucket Assessment Requested") },
        { who: "update an action", ...item("UpdateItem", "BUCKET#444455556666#orders") },
        { who: "set a counter back", ...item("PutItem", "COUNTER#remediation") },
        { who: "delete an action", ...item("DeleteItem", "BUCKET#444455556666#orders") },
        { who: "read all of the table", action: "dynamodb:Scan", resource: TABLE },
        {
          who: "send to its queue",
          action: "sqs:SendMessage",
          resource: "arn:aws:sqs:us-west-2:111122223333:security-auto-S3-restrict",
        },
        {
          who: "assume a role of a member that is not its own",
          action: "sts:AssumeRole",
          resource: OTHER_ROLE,
          owner: MEMBER.account,
          context: { "aws:ResourceOrgID": "o-exampleorg1" },
          resourcePolicy: OPEN_TRUST,
        },
      ],
    },
  );
});
