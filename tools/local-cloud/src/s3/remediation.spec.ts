import {
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { openRegister, type Register, TABLE } from "@security-auto/register";
import { describeBucket, type RespondingInvariant } from "@security-auto/s3-exposure";
import {
  applyPlan,
  type BucketToPlanFor,
  plannedAction,
  s3Writer,
  type S3Write,
  sessionPolicyFor,
  undoAction,
  WRITE_ACTIONS,
} from "@security-auto/s3-remediation";
import { useTable } from "@security-auto/testing";
import { startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { change, document, type Resources } from "../../test/pipeline";
import { allow, failureOf, HARBOR, REGION, s3Of, stsOf, STRANGER } from "../../test/services";
import { type LocalCloud, parseScenario } from "../index";

afterEach(stopClouds);

const TABLE_NAME = "security-auto";
const table = useTable(TABLE_NAME, TABLE);

const BUCKET = "ledger";
const BUCKET_ARN = `arn:aws:s3:::${BUCKET}`;
const ROLE = `arn:aws:iam::${CENTRAL}:role/restrict`;
const ORGANIZATION = { id: "o-example", accounts: [CENTRAL, HARBOR] };
const INVARIANTS: readonly RespondingInvariant[] = [{ name: "inside", exposure: "organization" }];
const ASKED = { by: "arn:aws:iam::111122223333:user/ilse", owner: "ilse", reason: "meant so", force: false };

/** As somebody wrote it, with spaces. */
const OPEN = `{ "Version": "2012-10-17", "Statement": [
  {"Sid":"Harbor","Effect":"Allow","Principal":{"AWS":"${HARBOR}"},"Action":"s3:ListBucket","Resource":"${BUCKET_ARN}"},
  {"Sid":"Stranger","Effect":"Allow","Principal":{"AWS":"${STRANGER}"},"Action":"s3:ListBucket","Resource":"${BUCKET_ARN}"} ] }
`;

const OPEN_ACL = {
  owner: "75aa".repeat(16),
  grants: [{ grantee: "AllUsers", permission: "READ" }],
};

const matching = (form: RegExp): unknown => expect.stringMatching(form);

/** The role that remediates, with all that it may ever write. */
function withRestrictRole(resources: Resources): void {
  change(resources, "Rule", { Targets: [] });
  const own = { StringEquals: { "aws:ResourceAccount": CENTRAL } };
  resources["Restrict"] = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "restrict",
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { AWS: CENTRAL },
        Action: "sts:AssumeRole",
      }),
      Policies: [{ PolicyName: "write", PolicyDocument: allow([...WRITE_ACTIONS], "*", own) }],
    },
  };
}

const CLOSED = {
  name: BUCKET,
  account: CENTRAL,
  region: REGION,
  ownership: "ObjectWriter",
  publicAccessBlock: null,
  accountPublicAccessBlock: null,
};

const start = (bucket: object) =>
  startPipeline(withRestrictRole, undefined, {
    scenario: parseScenario(
      {
        organization: ORGANIZATION,
        buckets: [
          { ...CLOSED, ...bucket },
          { ...CLOSED, name: "harbor-mail" },
        ],
      },
      "scenario",
    ),
  });

/** A session of the role that may make these calls. */
async function sessionFor(cloud: LocalCloud, calls: readonly S3Write["call"][]): Promise<S3Client> {
  const Policy = JSON.stringify(sessionPolicyFor({ bucketArn: BUCKET_ARN, account: CENTRAL }, calls));
  const input = { RoleArn: ROLE, RoleSessionName: "apply", DurationSeconds: 900, Policy };
  const sts = stsOf(cloud, { accountId: CENTRAL, userName: "function" });
  const { Credentials } = await sts.send(new AssumeRoleCommand(input));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return s3Of(cloud, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}

const orNone = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("NoSuch")) return undefined;
    throw error;
  }
};

/** What an administrator of the bucket's account reads. */
async function readBucket(cloud: LocalCloud): Promise<BucketToPlanFor> {
  const s3 = s3Of(cloud, { accountId: CENTRAL, userName: "admin" });
  const of = { Bucket: BUCKET };
  const [acl, policy, block] = await Promise.all([
    s3.send(new GetBucketAclCommand(of)),
    orNone(s3.send(new GetBucketPolicyCommand(of))),
    orNone(s3.send(new GetPublicAccessBlockCommand(of))),
  ]);
  const described = describeBucket({
    name: BUCKET,
    account: CENTRAL,
    region: REGION,
    ownership: "ObjectWriter",
    organization: ORGANIZATION,
    acl: { Owner: acl.Owner, Grants: acl.Grants },
    policy: policy?.Policy ?? null,
    publicAccessBlock: block?.PublicAccessBlockConfiguration ?? null,
  });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return { facts: described.data, policyText: policy?.Policy };
}

/** Whether a caller may list the bucket. */
async function mayList(cloud: LocalCloud, accountId: string): Promise<boolean> {
  const who = { accountId, userName: "reader", policies: [allow("s3:ListBucket")] };
  try {
    await s3Of(cloud, who).send(new HeadBucketCommand({ Bucket: BUCKET }));
    return true;
  } catch {
    return false;
  }
}

const portsOf = (cloud: LocalCloud, register: Register, s3: S3Client) => ({
  read: () => readBucket(cloud),
  write: s3Writer(s3, CENTRAL),
  record: register.putAction,
  mayWrite: async () => (await register.control("enforcement"))?.value !== "off",
  suppress: () => Promise.resolve(),
  now: Date.now,
  wait: () => Promise.resolve(),
});

async function announced(cloud: LocalCloud) {
  const request = { account: CENTRAL, region: REGION, invariant: "inside", actions: [] };
  const options = { invariants: INVARIANTS, now: new Date() };
  const planned = plannedAction(request, await readBucket(cloud), options);
  if (!planned.planned) throw new Error(planned.because);
  return planned;
}

async function applied(cloud: LocalCloud, register: Register) {
  const { plan, action } = await announced(cloud);
  const calls = plan.steps.map(({ call }) => call);
  const until = Date.now() + 5000;
  const request = { action, isRecorded: false, invariants: INVARIANTS, until };
  return applyPlan(request, portsOf(cloud, register, await sessionFor(cloud, calls)));
}

async function undone(cloud: LocalCloud, register: Register, calls: readonly S3Write["call"][]) {
  const [action] = (await register.partition(CENTRAL, BUCKET)).actions;
  if (action === undefined) throw new Error("no action is recorded");
  const request = { action, asked: ASKED, until: Date.now() + 5000 };
  return undoAction(request, portsOf(cloud, register, await sessionFor(cloud, calls)));
}

const opened = () => openRegister(table.client, { tableName: TABLE_NAME });

test("a Deny keeps a stranger out and the organization in; undo restores the same bytes", async () => {
  const cloud = await start({ policy: OPEN });
  const register = opened();
  const before = await readBucket(cloud);
  expect([await mayList(cloud, HARBOR), await mayList(cloud, STRANGER)]).toEqual([true, true]);

  expect(await applied(cloud, register)).toMatchObject({
    outcome: "applied",
    action: { remediation: { status: "applied", steps: [{ call: "PutBucketPolicy" }] } },
  });
  expect([await mayList(cloud, HARBOR), await mayList(cloud, STRANGER)]).toEqual([true, false]);

  expect(await undone(cloud, register, ["PutBucketPolicy"])).toMatchObject({ outcome: "undone" });
  expect(await readBucket(cloud)).toEqual(before);
  expect([await mayList(cloud, HARBOR), await mayList(cloud, STRANGER)]).toEqual([true, true]);
});

test("a public ACL is ignored, and stays; undo deletes the block that was not there", async () => {
  const cloud = await start({ acl: OPEN_ACL });
  const register = opened();
  const before = await readBucket(cloud);
  expect(await applied(cloud, register)).toMatchObject({
    outcome: "applied",
    action: { remediation: { steps: [{ call: "PutPublicAccessBlock" }] } },
  });
  expect(await undone(cloud, register, ["DeletePublicAccessBlock"])).toMatchObject({ outcome: "undone" });
  expect(await readBucket(cloud)).toEqual(before);
});

test("what the session does not allow, S3 refuses, and the record tells", async () => {
  const cloud = await start({ policy: OPEN });
  const register = opened();
  const { action } = await announced(cloud);
  const request = { action, isRecorded: false, invariants: INVARIANTS, until: Date.now() + 5000 };
  const session = await sessionFor(cloud, ["PutBucketAcl"]);
  const because = matching(/^PutBucketPolicy failed: AccessDenied \(status 403\).*inside does not hold/s);
  expect(await applyPlan(request, portsOf(cloud, register, session))).toMatchObject({
    outcome: "failed",
    action: { remediation: { status: "failed", because }, stands: { policy: OPEN } },
  });
});

test.each<[string, readonly S3Write["call"][], S3Write]>([
  [
    "a call of the plan on another bucket",
    ["PutBucketPolicy"],
    { call: "PutBucketPolicy", parameters: { Bucket: "harbor-mail", Policy: OPEN } },
  ],
  [
    "a call that is not of the plan",
    ["PutBucketPolicy"],
    { call: "DeleteBucketPolicy", parameters: { Bucket: BUCKET } },
  ],
])("a session may not make %s", async (_what, calls, write) => {
  const cloud = await start({});
  const session = await sessionFor(cloud, calls);
  const failure = await failureOf(s3Writer(session, CENTRAL)(write));
  expect(failure).toMatchObject({ name: "AccessDenied", status: 403 });
});
