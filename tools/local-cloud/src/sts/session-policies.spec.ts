import { DeleteBucketTaggingCommand, GetBucketAclCommand, GetBucketTaggingCommand } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, type AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import { startPipeline, stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { change, document, type Resources } from "../../test/pipeline";
import { allow, failureOf, s3Of, stsOf } from "../../test/services";
import { type LocalCloud, parseScenario } from "../index";

afterEach(stopClouds);

const ROLE = `arn:aws:iam::${CENTRAL}:role/worker`;
const managed = (name: string) => `arn:aws:iam::${CENTRAL}:policy/${name}`;
const OPERATOR = { accountId: CENTRAL, userName: "ilse" };
const buckets = ["ledger", "harbor"].map((name) => ({
  name,
  account: CENTRAL,
  region: "us-west-2",
  tags: { a: "1" },
}));

/** A role that may read and delete tags of every bucket, for two hours; and a managed policy that may only read. */
function withWorker(resources: Resources): void {
  change(resources, "Rule", { Targets: [] });
  resources["Worker"] = {
    Type: "AWS::IAM::Role",
    Properties: {
      RoleName: "worker",
      MaxSessionDuration: 7200,
      AssumeRolePolicyDocument: document({
        Effect: "Allow",
        Principal: { AWS: CENTRAL },
        Action: "sts:AssumeRole",
      }),
      Policies: [
        { PolicyName: "tags", PolicyDocument: allow(["s3:GetBucketTagging", "s3:PutBucketTagging"]) },
      ],
    },
  };
  resources["Reading"] = {
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { ManagedPolicyName: "reading", PolicyDocument: allow("s3:GetBucketTagging") },
  };
}

const start = (accounts: readonly object[] = []) =>
  startPipeline(withWorker, undefined, { scenario: parseScenario({ accounts, buckets }, "scenario") });

async function assume(cloud: LocalCloud, input: Partial<AssumeRoleCommandInput> = {}, region = "us-west-2") {
  const command = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "session", ...input });
  const { Credentials } = await stsOf(cloud, OPERATOR, region).send(command);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    lasts: Math.round(((Expiration?.getTime() ?? 0) - Date.now()) / 60_000),
  };
}

/** What a session may do: read the tags of two buckets, delete those of the first. */
async function may(cloud: LocalCloud, input: Partial<AssumeRoleCommandInput>): Promise<readonly boolean[]> {
  const s3 = s3Of(cloud, await assume(cloud, input));
  const calls = [
    s3.send(new GetBucketTaggingCommand({ Bucket: "ledger" })),
    s3.send(new GetBucketTaggingCommand({ Bucket: "harbor" })),
    s3.send(new DeleteBucketTaggingCommand({ Bucket: "ledger" })),
  ];
  return (await Promise.allSettled(calls)).map(({ status }) => status === "fulfilled");
}

const Policy = (document: object): string => JSON.stringify(document);
const deny = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::harbor" },
  ],
};

describe("a session may do what both the role's policies and its session policies allow", () => {
  test.each<readonly [string, Partial<AssumeRoleCommandInput>, readonly boolean[]]>([
    ["none: all that the role may", {}, [true, true, true]],
    ["one bucket", { Policy: Policy(allow("s3:*", "arn:aws:s3:::ledger")) }, [true, false, true]],
    ["reading", { PolicyArns: [{ arn: managed("reading") }] }, [true, true, false]],
    [
      "reading, or one bucket: session policies add up",
      { PolicyArns: [{ arn: managed("reading") }], Policy: Policy(allow("s3:Put*", "arn:aws:s3:::ledger")) },
      [true, true, true],
    ],
    ["a Deny", { Policy: Policy(deny) }, [true, false, true]],
    ["what the role may not", { Policy: Policy(allow("sqs:*")) }, [false, false, false]],
  ])("%s", async (_name, input, expected) => {
    expect(await may(await start(), input)).toEqual(expected);
  });

  test("a session that allows more gives no more than the role", async () => {
    const cloud = await start();
    const s3 = s3Of(cloud, await assume(cloud, { Policy: Policy(allow("*")) }));
    expect((await failureOf(s3.send(new GetBucketAclCommand({ Bucket: "ledger" })))).name).toBe(
      "AccessDenied",
    );
  });
});

test.each<readonly [string, Partial<AssumeRoleCommandInput>, string, string]>([
  ["no JSON", { Policy: "{" }, "MalformedPolicyDocument", "invalid Json"],
  ["no policy", { Policy: "{}" }, "MalformedPolicyDocument", "Syntax errors in policy"],
  ["a long policy", { Policy: Policy(allow("s3:*", "x".repeat(2048))) }, "ValidationError", "2048"],
  [
    "more than ten policies",
    { PolicyArns: Array.from({ length: 11 }, () => ({ arn: managed("reading") })) },
    "ValidationError",
    "10",
  ],
  [
    "a policy of another account",
    { PolicyArns: [{ arn: "arn:aws:iam::999900001111:policy/reading" }] },
    "ValidationError",
    "not in the account of the role",
  ],
  ["no policy's ARN", { PolicyArns: [{ arn: ROLE }] }, "ValidationError", "no ARN of a managed policy"],
  [
    "a policy whose text nobody knows here, instead of ignoring it",
    { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }] },
    "NotImplemented",
    "does not know the text",
  ],
])("%s is refused", async (_name, input, name, message) => {
  const cloud = await start();
  const failure = await failureOf(assume(cloud, input));
  expect(failure.name).toMatch(new RegExp(`^${name}`));
  expect(failure.message).toContain(message);
});

describe("how long a session lasts", () => {
  test("an hour, or as long as the role allows", async () => {
    const cloud = await start();
    expect((await assume(cloud)).lasts).toBe(60);
    expect((await assume(cloud, { DurationSeconds: 7200 })).lasts).toBe(120);
  });

  test("no longer", async () => {
    const failure = await failureOf(assume(await start(), { DurationSeconds: 7201 }));
    expect(failure).toMatchObject({ name: "ValidationError", status: 400 });
    expect(failure.message).toContain("exceeds the MaxSessionDuration set for this role");
  });

  test.each([3599, 43_201])("a role with a longest session of %i s does not deploy", async (seconds) => {
    const started = startPipeline((r) => {
      withWorker(r);
      change(r, "Worker", { MaxSessionDuration: seconds });
    });
    await expect(started).rejects.toThrow(
      "stack/Worker: Properties.MaxSessionDuration is not from 3600 to 43200",
    );
  });
});

describe("a region that the role's account has not enabled", () => {
  const accounts = [{ id: CENTRAL, regions: { disabled: ["af-south-1"] } }];

  test("gives no credentials there: RegionDisabledException", async () => {
    const failure = await failureOf(assume(await start(accounts), {}, "af-south-1"));
    expect(failure).toMatchObject({ name: "RegionDisabledException", status: 403 });
  });

  test("but elsewhere", async () => {
    expect((await assume(await start(accounts))).lasts).toBe(60);
  });

  test("is read with its place in the scenario", () => {
    const parse = (regions: unknown) => () => parseScenario({ accounts: [{ id: CENTRAL, regions }] }, "file");
    expect(parse({ disabled: "af-south-1" })).toThrow("file: accounts[0].regions.disabled: is no list");
    expect(parse({ disable: [] })).toThrow(/disabled/);
  });
});
