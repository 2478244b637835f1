import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  DeletePublicAccessBlockCommand as DeleteAccountBlock,
  PutPublicAccessBlockCommand as PutAccountBlock,
} from "@aws-sdk/client-s3-control";
import { interpretEvent } from "@security-auto/events";
import { startPipeline, stopClouds } from "../../test/cloud";
import { removeMemberTemplates, writeMemberTemplate } from "../../test/member-file";
import { CENTRAL, memberTemplate } from "../../test/member-template";
import { change, document } from "../../test/pipeline";
import { allow, failureOf, HARBOR, LEDGER, s3ControlOf, s3Of, STRANGER } from "../../test/services";
import { type LocalCloud, type LocalCloudOptions, parseScenario, type Trace } from "../index";
import { isObject } from "../core/json";

afterEach(stopClouds);
afterAll(removeMemberTemplates);

const BUCKETS = [
  { name: "ledger", account: LEDGER, region: "us-west-2", ownership: "ObjectWriter" },
  { name: "paris", account: LEDGER, region: "eu-west-3" },
  { name: "harbor", account: HARBOR, region: "us-west-2", ownership: "ObjectWriter" },
];

const ECHO = "export const handler = async (event) => event;";

async function start(
  scenario: object = {},
  options: Partial<LocalCloudOptions> = {},
  code = ECHO,
): Promise<LocalCloud> {
  const template = writeMemberTemplate();
  return startPipeline(
    (resources) => {
      change(resources, "Rule", { EventPattern: { source: ["aws.s3"] } });
      change(resources, "FunctionRole", {
        Policies: [
          {
            PolicyName: "all",
            PolicyDocument: document({
              Effect: "Allow",
              Action: ["sts:AssumeRole", "logs:*"],
              Resource: "*",
            }),
          },
        ],
      });
    },
    code,
    {
      scenario: parseScenario(
        { organization: { id: "o-example" }, buckets: BUCKETS, ...scenario },
        "scenario",
      ),
      members: [
        { accountId: LEDGER, regions: ["us-west-2", "eu-west-3"], template },
        { accountId: HARBOR, regions: ["us-west-2"], template },
      ],
      ...options,
    },
  );
}

const ADMIN = { accountId: LEDGER, userName: "ilse" };
const Bucket = "ledger";
const tag = (bucket = Bucket) =>
  new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: [{ Key: "open", Value: "true" }] } });
const policyFor = (principal: unknown, action = "s3:GetObject", resource = `${Bucket}/*`) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: principal, Action: action, Resource: `arn:aws:s3:::${resource}` },
    ],
  });

async function onlyTrace(cloud: LocalCloud): Promise<Trace> {
  await cloud.settled();
  const [trace, ...others] = cloud.traces();
  if (trace === undefined || others.length > 0) throw new Error(`${others.length + (trace ? 1 : 0)} traces`);
  return trace;
}

/** The event as the function got it: it answers with what it is given. */
async function eventAtCentral(cloud: LocalCloud): Promise<Record<string, unknown>> {
  const [central] = (await onlyTrace(cloud)).followUps;
  const event = central?.invocations[0]?.response;
  if (!isObject(event)) throw new Error("nothing arrived");
  return event;
}

describe("a write in a member account invokes the central function", () => {
  test.each(["us-west-2", "eu-west-3"])("from %s", async (region) => {
    const cloud = await start();
    const traces: Trace[] = [];
    cloud.onTrace((trace) => traces.push(trace));
    await s3Of(cloud, ADMIN, region).send(tag(region === "us-west-2" ? "ledger" : "paris"));
    const trace = await onlyTrace(cloud);
    expect(traces).toEqual([trace]);
    expect(trace).toMatchObject({
      bus: "default",
      accepted: true,
      rules: [{ name: "forward", matched: true }],
      denied: [],
    });
    expect(trace.followUps).toMatchObject([
      { bus: "central", invocations: [{ function: "logger", outcome: "success" }], denied: [] },
    ]);
    expect(await eventAtCentral(cloud)).toMatchObject({
      account: LEDGER,
      region,
      resources: [],
      source: "aws.s3",
    });
  });

  test("but not from a region without the rule", async () => {
    const cloud = await start();
    await s3Of(cloud, ADMIN, "us-east-1").send(new CreateBucketCommand({ Bucket: "new-one" }));
    expect(await onlyTrace(cloud)).toMatchObject({ bus: "default", rules: [], followUps: [] });
  });

  test("nor from an account without the stack", async () => {
    const cloud = await start({ accounts: [{ id: LEDGER, memberStack: false }] });
    await s3Of(cloud, ADMIN).send(tag());
    expect(await onlyTrace(cloud)).toMatchObject({ rules: [], followUps: [] });
  });

  test("nor from one that is not in the organization", async () => {
    const cloud = await start({ organization: { id: "o-example", accounts: [CENTRAL, HARBOR] } });
    await s3Of(cloud, ADMIN).send(tag());
    const trace = await onlyTrace(cloud);
    expect(trace.followUps).toEqual([]);
    expect(trace.denied).toMatchObject([
      {
        action: "events:PutEvents",
        principal: `arn:aws:sts::${LEDGER}:assumed-role/forward-us-west-2/events`,
      },
    ]);
    expect(trace.lost).toMatchObject([{ what: "event" }]);
  });

  test("nor through a role that may not put events", async () => {
    const text = JSON.stringify(memberTemplate()).replace("events:PutEvents", "events:DescribeRule");
    const template = writeMemberTemplate(JSON.parse(text) as object);
    const cloud = await start({}, { members: [{ accountId: LEDGER, regions: ["us-west-2"], template }] });
    await s3Of(cloud, ADMIN).send(tag());
    expect((await onlyTrace(cloud)).lost).toMatchObject([{ what: "event" }]);
  });

  test("a failed one ends at the rule", async () => {
    const cloud = await start();
    await failureOf(s3Of(cloud, { ...ADMIN, policies: [] }).send(tag()));
    const trace = await onlyTrace(cloud);
    expect(trace).toMatchObject({ rules: [{ matched: false }], followUps: [] });
  });

  test("reads raise nothing", async () => {
    const cloud = await start();
    await failureOf(s3Of(cloud, ADMIN).send(new DeleteBucketCommand({ Bucket: "none" })));
    await cloud.settled();
    expect(cloud.traces()).toHaveLength(1);
  });
});

const XMLNS = "http://s3.amazonaws.com/doc/2006-03-01/";

describe("the event has CloudTrail's names and shapes", () => {
  test.each<[string, (s3: S3Client) => Promise<unknown>, object]>([
    [
      "PutBucketPolicy",
      (s3) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor("*") })),
      { policy: "", bucketPolicy: JSON.parse(policyFor("*")) as unknown },
    ],
    ["DeleteBucketPolicy", (s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket })), { policy: "" }],
    [
      "PutBucketTagging",
      (s3) => s3.send(tag()),
      { tagging: "", Tagging: { xmlns: XMLNS, TagSet: { Tag: { Key: "open", Value: true } } } },
    ],
    [
      "PutBucketPublicAccessBlock",
      (s3) =>
        s3.send(
          new PutPublicAccessBlockCommand({
            Bucket,
            PublicAccessBlockConfiguration: { IgnorePublicAcls: true },
          }),
        ),
      { publicAccessBlock: "", PublicAccessBlockConfiguration: { xmlns: XMLNS, IgnorePublicAcls: true } },
    ],
    [
      "DeleteBucketPublicAccessBlock",
      (s3) => s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
      { publicAccessBlock: "" },
    ],
    [
      "PutBucketOwnershipControls",
      (s3) =>
        s3.send(
          new PutBucketOwnershipControlsCommand({
            Bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
          }),
        ),
      {
        ownershipControls: "",
        OwnershipControls: { xmlns: XMLNS, Rule: { ObjectOwnership: "ObjectWriter" } },
      },
    ],
    [
      "PutBucketAcl",
      (s3) => s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read" })),
      { acl: "", "x-amz-acl": "public-read" },
    ],
    [
      "PutBucketAcl",
      (s3) => s3.send(new PutBucketAclCommand({ Bucket, GrantRead: 'id="ab"' })),
      { acl: "", accessControlList: { "x-amz-grant-read": 'id="ab"' } },
    ],
    ["DeleteBucket", (s3) => s3.send(new DeleteBucketCommand({ Bucket })), {}],
  ])("%s", async (eventName, write, parameters) => {
    const cloud = await start();
    await write(s3Of(cloud, ADMIN));
    const event = await eventAtCentral(cloud);
    expect(event["detail"]).toMatchObject({
      eventVersion: "1.11",
      eventName,
      eventSource: "s3.amazonaws.com",
      awsRegion: "us-west-2",
      userIdentity: {
        type: "IAMUser",
        userName: "ilse",
        accountId: LEDGER,
        arn: `arn:aws:iam::${LEDGER}:user/ilse`,
      },
      requestParameters: { bucketName: Bucket, Host: "ledger.s3.us-west-2.amazonaws.com", ...parameters },
      resources: [{ accountId: LEDGER, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger" }],
      recipientAccountId: LEDGER,
      readOnly: false,
    });
    expect(interpretEvent(event)).toMatchObject({
      kind: "change",
      change: { call: eventName, bucket: Bucket, accountId: LEDGER, region: "us-west-2" },
    });
  });

  test("CreateBucket names the region of the bucket, and no resources", async () => {
    const cloud = await start();
    const who = { accountId: LEDGER, roleName: "maker", sessionName: "noor" };
    await s3Of(cloud, who).send(
      new CreateBucketCommand({
        Bucket: "new-one",
        CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
      }),
    );
    const event = await eventAtCentral(cloud);
    expect(event["detail"]).toMatchObject({
      requestParameters: {
        bucketName: "new-one",
        CreateBucketConfiguration: { LocationConstraint: "us-west-2" },
      },
      userIdentity: {
        type: "AssumedRole",
        arn: `arn:aws:sts::${LEDGER}:assumed-role/maker/noor`,
        sessionContext: {
          sessionIssuer: { type: "Role", userName: "maker", arn: `arn:aws:iam::${LEDGER}:role/maker` },
        },
      },
    });
    expect(event["detail"]).not.toHaveProperty("resources");
    expect(interpretEvent(event)).toMatchObject({
      kind: "change",
      change: { call: "CreateBucket", bucket: "new-one" },
    });
  });

  test.each([
    [
      "PutAccountPublicAccessBlock",
      new PutAccountBlock({ AccountId: LEDGER, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    ],
    ["DeleteAccountPublicAccessBlock", new DeleteAccountBlock({ AccountId: LEDGER })],
  ] as const)("%s", async (call, command) => {
    const cloud = await start();
    await s3ControlOf(cloud, ADMIN).send(command as PutAccountBlock);
    const event = await eventAtCentral(cloud);
    expect(event["detail"]).not.toHaveProperty("resources");
    expect(event["detail"]).toMatchObject({ requestParameters: { "x-amz-account-id": LEDGER } });
    expect(interpretEvent(event)).toMatchObject({
      kind: "change",
      change: { call, scope: "account", accountId: LEDGER },
    });
  });
});

describe("a call across accounts", () => {
  const open = policyFor({ AWS: STRANGER }, "s3:PutBucketTagging", "harbor");
  const buckets = [{ ...BUCKETS[2], policy: JSON.parse(open.replace(STRANGER, LEDGER)) as unknown }];

  test("that works is recorded for both, under one sharedEventID", async () => {
    const cloud = await start({ buckets });
    await s3Of(cloud, ADMIN).send(tag("harbor"));
    await cloud.settled();
    const details = cloud.traces().map((trace) => {
      const event = trace.followUps[0]?.invocations[0]?.response;
      return isObject(event) && isObject(event["detail"]) ? event["detail"] : {};
    });
    expect(details.map((detail) => detail["recipientAccountId"]).sort()).toEqual([LEDGER, HARBOR].sort());
    expect(new Set(details.map((detail) => detail["sharedEventID"])).size).toBe(1);
    expect(new Set(details.map((detail) => detail["eventID"])).size).toBe(2);
    const ofOwner = details.find((detail) => detail["recipientAccountId"] === HARBOR);
    expect(ofOwner?.["userIdentity"]).toEqual({
      type: "AWSAccount",
      principalId: expect.stringMatching(/^AIDA/) as string,
      accountId: LEDGER,
    });
  });

  test("that is refused is recorded for the caller's account only", async () => {
    const cloud = await start({ buckets });
    await failureOf(s3Of(cloud, { ...ADMIN, policies: [allow("s3:ListBucket")] }).send(tag("harbor")));
    const trace = await onlyTrace(cloud);
    expect(trace.rules[0]?.mismatches).toMatchObject([
      { path: expect.stringContaining("errorCode") as string },
    ]);
  });
});

const READING = String.raw`
const signed = (keys, service, headers = {}) => ({
  authorization: "AWS4-HMAC-SHA256 Credential=" + keys.id + "/20260101/us-west-2/" + service + "/aws4_request, SignedHeaders=host, Signature=0",
  "x-amz-security-token": keys.token,
  ...headers,
});
const within = (xml, name) => xml.split("<" + name + ">")[1]?.split("</" + name + ">")[0];
export const handler = async ({ detail }) => {
  const { AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_S3_CONTROL, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN } = process.env;
  const own = { id: AWS_ACCESS_KEY_ID, token: AWS_SESSION_TOKEN };
  const account = detail.recipientAccountId;
  const body = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=logger&RoleArn=" + encodeURIComponent("arn:aws:iam::" + account + ":role/reader");
  const assumed = await fetch(AWS_ENDPOINT_URL_STS, { method: "POST", body, headers: signed(own, "sts") });
  const xml = await assumed.text();
  if (assumed.status !== 200) return [assumed.status];
  const keys = { id: within(xml, "AccessKeyId"), token: within(xml, "SessionToken") };
  const bucket = detail.requestParameters.bucketName;
  const tags = await fetch(AWS_ENDPOINT_URL_S3 + "/" + bucket + "?tagging", { headers: signed(keys, "s3") });
  const block = await fetch(AWS_ENDPOINT_URL_S3_CONTROL + "/v20180820/configuration/publicAccessBlock", { headers: signed(keys, "s3", { "x-amz-account-id": account }) });
  const remove = await fetch(AWS_ENDPOINT_URL_S3 + "/" + bucket + "?policy", { method: "DELETE", headers: signed(keys, "s3") });
  return [assumed.status, tags.status, within(await tags.text(), "Value"), block.status, remove.status];
};`;

describe("a function", () => {
  test("assumes the member's role and reads; every call shows in its invocation", async () => {
    const cloud = await start({}, {}, READING);
    await s3Of(cloud, ADMIN).send(tag());
    await cloud.settled();
    const trace = cloud.traces().find(({ event }) => event.name === "PutBucketTagging");
    const central = trace?.followUps[0];
    const [invocation] = central?.invocations ?? [];
    expect(invocation?.response).toEqual([200, 200, "true", 404, 403]);
    const asReader = { account: LEDGER, role: "reader" };
    expect(invocation?.apiCalls.filter(({ action }) => !action.startsWith("logs:"))).toEqual([
      {
        action: "sts:AssumeRole",
        resource: `arn:aws:iam::${LEDGER}:role/reader`,
        decision: "allowed",
        account: CENTRAL,
        role: "function-role",
      },
      { action: "s3:GetBucketTagging", resource: "arn:aws:s3:::ledger", decision: "allowed", ...asReader },
      { action: "s3:GetAccountPublicAccessBlock", resource: "*", decision: "allowed", ...asReader },
      { action: "s3:DeleteBucketPolicy", resource: "arn:aws:s3:::ledger", decision: "denied", ...asReader },
    ]);
    expect(central?.denied).toMatchObject([
      { action: "s3:DeleteBucketPolicy", decision: "implicitly denied" },
    ]);
  });

  test("is refused a role that is not there", async () => {
    const cloud = await start({}, {}, READING);
    const detail = { recipientAccountId: STRANGER, requestParameters: { bucketName: "ledger" } };
    const trace = await cloud.putEvent({ source: "aws.s3", account: LEDGER, detail });
    expect(trace.invocations[0]?.response).toEqual([403]);
    expect(trace.invocations[0]?.apiCalls).toContainEqual(
      expect.objectContaining({ action: "sts:AssumeRole", decision: "denied" }),
    );
  });

  test("calls of processes that run side by side are kept apart", async () => {
    const cloud = await start({}, {}, READING);
    const s3 = s3Of(cloud, ADMIN);
    await Promise.all([1, 2, 3].map(() => s3.send(tag())));
    await cloud.settled();
    const invocations = cloud
      .traces()
      .filter(({ event }) => event.name === "PutBucketTagging")
      .map(({ followUps }) => followUps[0]?.invocations[0]);
    expect(
      invocations.map(
        (each) => each?.apiCalls.filter(({ action }) => action === "s3:GetBucketTagging").length,
      ),
    ).toEqual([1, 1, 1]);
  });
});

test("the stack is made once in an account", async () => {
  const template = writeMemberTemplate();
  const member = { accountId: LEDGER, regions: ["us-west-2"], template };
  await expect(start({}, { members: [member, member] })).rejects.toThrow(/forward-us-west-2 is made already/);
});
