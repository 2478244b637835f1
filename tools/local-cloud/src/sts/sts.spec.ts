import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from "@aws-sdk/client-sts";
import { GetBucketTaggingCommand } from "@aws-sdk/client-s3";
import { stopClouds } from "../../test/cloud";
import { removeMemberTemplates, writeMemberTemplate } from "../../test/member-file";
import { CENTRAL } from "../../test/member-template";
import { allow, failureOf, LEDGER, s3Of, startWith, STRANGER, stsOf } from "../../test/services";
import type { CredentialsFor, LocalCloud } from "../index";

const template = writeMemberTemplate();

afterEach(stopClouds);
afterAll(removeMemberTemplates);

const READER = `arn:aws:iam::${LEDGER}:role/reader`;
const ORGANIZATION = { "aws:ResourceOrgID": "o-example" };
const FUNCTION = {
  accountId: CENTRAL,
  roleName: "function-role",
  sessionName: "logger",
  policies: [allow("sts:AssumeRole", "arn:aws:iam::*:role/reader", { StringEquals: ORGANIZATION })],
};
const BUCKETS = [{ name: "ledger", account: LEDGER, region: "us-west-2", tags: { a: "b" } }];

function start(
  organization: object = { id: "o-example" },
  buckets: readonly object[] = BUCKETS,
): Promise<LocalCloud> {
  const members = [{ accountId: LEDGER, regions: ["us-west-2", "eu-west-3"], template }];
  return startWith({ organization, buckets }, { members });
}

const assume = (input: Partial<AssumeRoleCommandInput> = {}): AssumeRoleCommand =>
  new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: "security-auto", ...input });

test("the caller's identity", async () => {
  const cloud = await start();
  expect(await stsOf(cloud, FUNCTION).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: CENTRAL,
    Arn: `arn:aws:sts::${CENTRAL}:assumed-role/function-role/logger`,
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{16}:logger$/) as string,
  });
  const user = stsOf(cloud, { accountId: LEDGER, userName: "ilse", policies: [] });
  expect(await user.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Arn: `arn:aws:iam::${LEDGER}:user/ilse`,
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{16}$/) as string,
  });
});

test("an assumed role reads what its own policies let it read", async () => {
  const cloud = await start();
  const { Credentials, AssumedRoleUser } = await stsOf(cloud, FUNCTION).send(
    assume({ DurationSeconds: 900 }),
  );
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${LEDGER}:assumed-role/reader/security-auto`);
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = Credentials ?? {};
  expect((Expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(850_000);
  const reader = s3Of(cloud, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
  expect((await reader.send(new GetBucketTaggingCommand({ Bucket: "ledger" }))).TagSet).toHaveLength(1);
});

describe("who may not assume the role", () => {
  const OURS = { id: "o-example" };

  test.each<[string, CredentialsFor, object]>([
    ["another role of the right account", { ...FUNCTION, roleName: "other-role" }, OURS],
    ["the right role's name in another account", { ...FUNCTION, accountId: STRANGER }, OURS],
    ["the role without a permission", { ...FUNCTION, policies: [] }, OURS],
    ["the role of an account outside of the organization", FUNCTION, { id: "o-other" }],
    ["the role's account itself", { accountId: LEDGER, userName: "ilse" }, OURS],
  ])("%s", async (_who, who, organization) => {
    const cloud = await start(organization);
    const failure = await failureOf(stsOf(cloud, who).send(assume()));
    expect(failure).toMatchObject({ name: "AccessDenied", status: 403 });
    expect(failure.message).toMatch(
      /^User: arn:aws:.* is not authorized to perform: sts:AssumeRole on resource: arn:/,
    );
  });

  test("anybody, where the account has left the organization", async () => {
    const cloud = await start({ id: "o-example", accounts: [CENTRAL] });
    expect((await failureOf(stsOf(cloud, FUNCTION).send(assume()))).name).toBe("AccessDenied");
  });

  test("anybody, a role that is not there", async () => {
    const cloud = await start();
    const RoleArn = `arn:aws:iam::${STRANGER}:role/reader`;
    expect(await failureOf(stsOf(cloud, FUNCTION).send(assume({ RoleArn })))).toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:sts::${CENTRAL}:assumed-role/function-role/logger is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    });
  });
});

test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
  ["a session name with a blank", { RoleSessionName: "se ssion" }, "regular expression"],
  ["a short session name", { RoleSessionName: "s" }, "greater than or equal to 2"],
  ["a long session name", { RoleSessionName: "s".repeat(65) }, "less than or equal to 64"],
  ["a short session", { DurationSeconds: 60 }, "durationSeconds"],
  ["a long session of a role that a role assumes", { DurationSeconds: 7200 }, "1 hour session limit"],
  ["a session longer than any", { DurationSeconds: 43_201 }, "less than or equal to 43200"],
])("%s is a ValidationError", async (_what, input, message) => {
  const cloud = await start();
  const failure = await failureOf(stsOf(cloud, FUNCTION).send(assume(input)));
  expect(failure).toMatchObject({ name: "ValidationError", status: 400 });
  expect(failure.message).toContain(message);
});

describe("credentials that are not taken", () => {
  const tagging = new GetBucketTaggingCommand({ Bucket: "ledger" });

  test("expired", async () => {
    const cloud = await start();
    // The SDK would not even send what it knows to be over.
    const keys = { ...cloud.credentials({ ...FUNCTION, lifetimeSeconds: 0 }), expiration: new Date(9e12) };
    expect(await failureOf(stsOf(cloud, keys).send(assume()))).toMatchObject({
      name: "ExpiredToken",
      status: 403,
    });
    expect(await failureOf(s3Of(cloud, keys).send(tagging))).toMatchObject({
      name: "ExpiredToken",
      status: 400,
    });
  });

  test("unknown", async () => {
    const cloud = await start();
    const keys = { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "secret" };
    expect((await failureOf(stsOf(cloud, keys).send(assume()))).name).toBe("InvalidClientTokenId");
    expect(await failureOf(s3Of(cloud, keys).send(tagging))).toMatchObject({
      name: "InvalidAccessKeyId",
      status: 403,
    });
  });

  test("with another's token", async () => {
    const cloud = await start();
    const another = cloud.credentials(FUNCTION);
    const mixed = { ...cloud.credentials(FUNCTION), sessionToken: another.sessionToken ?? "" };
    expect((await failureOf(stsOf(cloud, mixed).send(assume()))).name).toBe("InvalidClientTokenId");
    expect(await failureOf(s3Of(cloud, mixed).send(tagging))).toMatchObject({
      name: "InvalidToken",
      status: 400,
    });
  });
});
