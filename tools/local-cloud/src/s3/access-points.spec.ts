import {
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetAccessPointPolicyStatusCommand,
  ListAccessPointsCommand,
  type S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { stopClouds } from "../../test/cloud";
import { allow, failureOf, HARBOR, LEDGER, REGION, s3ControlOf, startWith } from "../../test/services";
import type { LocalCloud } from "../index";

afterEach(stopClouds);

const ARN = `arn:aws:s3:${REGION}:${LEDGER}:accesspoint/shared`;
const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${ARN}/object/*` }],
};
const POINTS = [
  { name: "shared", policy: POLICY, publicAccessBlock: { RestrictPublicBuckets: true } },
  { name: "plain", vpc: "vpc-0a1b2c3d" },
  { name: "theirs", account: HARBOR },
];

const start = async (bucket: object = {}): Promise<LocalCloud> =>
  startWith({
    organization: { id: "o-example", accounts: [LEDGER, HARBOR] },
    buckets: [
      { name: "ledger", account: LEDGER, region: REGION, accessPoints: POINTS, ...bucket },
      { name: "other", account: LEDGER, region: REGION, accessPoints: [{ name: "others" }] },
      { name: "far", account: LEDGER, region: "eu-west-1", accessPoints: [{ name: "away" }] },
    ],
  });

const controlOf = (cloud: LocalCloud, accountId = LEDGER, policies = [allow("s3:*")]): S3ControlClient =>
  s3ControlOf(cloud, { accountId, userName: "u", policies });

const point = { AccountId: LEDGER, Name: "shared" };
const listing = { AccountId: LEDGER, Bucket: "ledger" };

describe("the access points of a bucket", () => {
  test("are listed to the account that owns them, in their region, with what the list holds", async () => {
    const cloud = await start();
    const listed = await controlOf(cloud).send(new ListAccessPointsCommand(listing));
    expect(listed.AccessPointList).toEqual([
      {
        Name: "plain",
        NetworkOrigin: "VPC",
        VpcConfiguration: { VpcId: "vpc-0a1b2c3d" },
        Bucket: "ledger",
        BucketAccountId: LEDGER,
        AccessPointArn: `arn:aws:s3:${REGION}:${LEDGER}:accesspoint/plain`,
      },
      {
        Name: "shared",
        NetworkOrigin: "Internet",
        Bucket: "ledger",
        BucketAccountId: LEDGER,
        AccessPointArn: ARN,
      },
    ]);
    expect(listed.NextToken).toBeUndefined();
    const theirs = await controlOf(cloud, HARBOR).send(
      new ListAccessPointsCommand({ ...listing, AccountId: HARBOR }),
    );
    expect(theirs.AccessPointList).toMatchObject([{ Name: "theirs" }]);
  });

  test("of every bucket, page by page", async () => {
    const control = controlOf(await start());
    const all = { AccountId: LEDGER, MaxResults: 2 };
    const first = await control.send(new ListAccessPointsCommand(all));
    expect(first.AccessPointList?.map(({ Name }) => Name)).toEqual(["others", "plain"]);
    const second = await control.send(new ListAccessPointsCommand({ ...all, NextToken: first.NextToken }));
    expect(second.AccessPointList?.map(({ Name }) => Name)).toEqual(["shared"]);
    expect(second.NextToken).toBeUndefined();
  });

  test("may be said to have others, which no list shows", async () => {
    const cloud = await start({ accessPoints: { AccessPointList: [{ Name: "one" }], NextToken: "more" } });
    const listed = await controlOf(cloud).send(new ListAccessPointsCommand(listing));
    expect(listed).toMatchObject({ AccessPointList: [{ Name: "one" }], NextToken: "1" });
  });

  test("show their block, policy and status", async () => {
    const control = controlOf(await start());
    expect(await control.send(new GetAccessPointCommand(point))).toMatchObject({
      Name: "shared",
      Bucket: "ledger",
      NetworkOrigin: "Internet",
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, RestrictPublicBuckets: true },
      AccessPointArn: ARN,
    });
    const { Policy = "" } = await control.send(new GetAccessPointPolicyCommand(point));
    expect(JSON.parse(Policy)).toEqual(POLICY);
    const { PolicyStatus } = await control.send(new GetAccessPointPolicyStatusCommand(point));
    expect(PolicyStatus).toEqual({ IsPublic: true });
  });

  test.each<[string, (control: S3ControlClient) => Promise<unknown>, string]>([
    [
      "no policy",
      (control) => control.send(new GetAccessPointPolicyCommand({ ...point, Name: "plain" })),
      "NoSuchAccessPointPolicy",
    ],
    [
      "no policy, so no status",
      (control) => control.send(new GetAccessPointPolicyStatusCommand({ ...point, Name: "plain" })),
      "NoSuchAccessPointPolicy",
    ],
    [
      "no access point",
      (control) => control.send(new GetAccessPointCommand({ ...point, Name: "none" })),
      "NoSuchAccessPoint",
    ],
    [
      "another region's",
      (control) => control.send(new GetAccessPointCommand({ ...point, Name: "away" })),
      "NoSuchAccessPoint",
    ],
    [
      "another account's",
      (control) => control.send(new GetAccessPointCommand({ ...point, Name: "theirs" })),
      "NoSuchAccessPoint",
    ],
  ])("%s: 404", async (_what, send, name) => {
    expect(await failureOf(send(controlOf(await start())))).toMatchObject({ name, status: 404 });
  });
});

type Send = (control: S3ControlClient) => Promise<unknown>;

const READS: readonly (readonly [action: string, send: Send])[] = [
  ["s3:ListAccessPoints", (control) => control.send(new ListAccessPointsCommand(listing))],
  ["s3:GetAccessPoint", (control) => control.send(new GetAccessPointCommand(point))],
  ["s3:GetAccessPointPolicy", (control) => control.send(new GetAccessPointPolicyCommand(point))],
  ["s3:GetAccessPointPolicyStatus", (control) => control.send(new GetAccessPointPolicyStatusCommand(point))],
];

describe("each read needs exactly its own permission", () => {
  test.each(READS)("%s", async (action, send) => {
    const cloud = await start();
    const others = READS.map(([other]) => other).filter((other) => other !== action);
    await send(controlOf(cloud, LEDGER, [allow(action)]));
    const failure = await failureOf(send(controlOf(cloud, LEDGER, [allow(others)])));
    expect(failure).toMatchObject({ name: "AccessDenied", status: 403 });
  });

  test.each(READS)("%s, not of another account", async (_action, send) => {
    expect(await failureOf(send(controlOf(await start(), HARBOR)))).toMatchObject({
      name: "AccessDenied",
      status: 403,
    });
  });

  test.each(READS)("%s, of the account that S3's own key names", async (action, send) => {
    const cloud = await start();
    const owner = (id: string) => [allow(action, "*", { StringEquals: { "s3:ResourceAccount": id } })];
    await send(controlOf(cloud, LEDGER, owner(LEDGER)));
    expect((await failureOf(send(controlOf(cloud, LEDGER, owner(HARBOR))))).name).toBe("AccessDenied");
  });

  test.each(READS.slice(2))("%s, on the access point's ARN", async (action, send) => {
    const cloud = await start();
    await send(controlOf(cloud, LEDGER, [allow(action, `arn:aws:s3:*:${LEDGER}:accesspoint/*`)]));
    const other = `arn:aws:s3:*:${LEDGER}:accesspoint/plain`;
    expect((await failureOf(send(controlOf(cloud, LEDGER, [allow(action, other)])))).name).toBe(
      "AccessDenied",
    );
  });

  test.each(READS)("%s, which a scenario refuses to everybody", async (action, send) => {
    const cloud = await start({ denied: [action] });
    expect((await failureOf(send(controlOf(cloud)))).name).toBe("AccessDenied");
  });
});

test("a scenario that leaves them out says nothing of them: the list is refused; an empty one says there are none", async () => {
  const unsaid = controlOf(await start({ accessPoints: undefined }));
  expect((await failureOf(unsaid.send(new ListAccessPointsCommand(listing)))).name).toBe("AccessDenied");
  const none = controlOf(await start({ accessPoints: [] }));
  expect((await none.send(new ListAccessPointsCommand(listing))).AccessPointList ?? []).toEqual([]);
});

test.each<[string, object, string]>([
  [
    "no account",
    [{ name: "a", account: "1" }],
    "accessPoints[0].account: expected an account id of 12 digits",
  ],
  [
    "a policy about something else",
    [{ name: "a", policy: POLICY }],
    "accessPoints[0].policy: Policy has invalid resource",
  ],
  ["no list", {}, "accessPoints.AccessPointList: expected array, received undefined"],
])("a scenario's access points: %s", async (_what, accessPoints, message) => {
  await expect(start({ accessPoints })).rejects.toThrow(message);
});
