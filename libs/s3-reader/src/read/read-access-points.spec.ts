import { absent, denied, parseBucketPolicy, present } from "@security-auto/s3-exposure";
import {
  accessPoint,
  accessPointArn,
  accessPointPolicy,
  accessPointPolicyStatus,
  accessPoints,
  notFound,
} from "../../test/answers";
import { HOME, MEMBER, TARGET, useScriptedAws } from "../../test/environment";
import {
  failing,
  type Operation,
  type Received,
  refused,
  type Script,
  type Scripted,
  session,
  stsError,
} from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

const STATEMENT = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };

const ONE: Script = {
  ListAccessPoints: accessPoints(["shared"]),
  GetAccessPoint: accessPoint(false),
  GetAccessPointPolicy: accessPointPolicy(STATEMENT),
  GetAccessPointPolicyStatus: accessPointPolicyStatus(true),
};

const OPEN = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `ap-${index}`);

const read = (target = TARGET) => reader({ maxAttempts: 2 }).readAccessPoints(target);

describe("the access points of a bucket", () => {
  it("are listed, and each is read with its policy, status and block", async () => {
    aws().play(ONE);
    expect(await read()).toEqual({
      accessPoints: present({
        list: [
          {
            name: "shared",
            arn: accessPointArn("shared"),
            accountId: HOME,
            vpc: undefined,
            policy: present(parseBucketPolicy({ Version: "2012-10-17", Statement: [STATEMENT] })),
            policyText: JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT] }),
            policyStatus: present({ isPublic: true }),
            publicAccessBlock: present(OPEN),
          },
        ],
        more: false,
      }),
      refusals: [],
      requests: 4,
    });
  });

  it("are none", async () => {
    aws().play({ ListAccessPoints: accessPoints([]) });
    expect(await read()).toEqual({
      accessPoints: present({ list: [], more: false }),
      refusals: [],
      requests: 1,
    });
  });

  it("name the only VPC from which one accepts requests", async () => {
    aws().play({ ...ONE, ListAccessPoints: accessPoints([["inside", "vpc-0a1b2c3d"], "outside"]) });
    expect(await read()).toMatchObject({
      accessPoints: {
        value: {
          list: [
            { name: "inside", vpc: "vpc-0a1b2c3d" },
            { name: "outside", vpc: undefined },
          ],
        },
      },
    });
  });

  it("may have no policy", async () => {
    const none = notFound("NoSuchAccessPointPolicy");
    aws().play({ ...ONE, GetAccessPointPolicy: none, GetAccessPointPolicyStatus: none });
    expect(await read()).toMatchObject({
      accessPoints: { value: { list: [{ policy: absent, policyStatus: absent }] } },
      refusals: [],
    });
  });

  it.each<[string, Scripted, number, boolean, number]>([
    ["twenty are all read", accessPoints(names(20)), 20, false, 61],
    ["of twenty-one, twenty are read, and there are more", accessPoints(names(21)), 20, true, 61],
    ["a list that goes on has more", accessPoints(names(2), "token"), 2, true, 7],
  ])("%s", async (_, list, count, more, requests) => {
    aws().play({ ...ONE, ListAccessPoints: list });
    const reading = await read();
    if (reading.accessPoints.state !== "present") throw new Error("not read");
    expect(reading.accessPoints.value.list.map(({ name }) => name)).toEqual(names(count));
    expect(reading.accessPoints.value.more).toBe(more);
    expect(reading.requests).toBe(requests);
    expect(aws().received).toHaveLength(requests);
  });

  it("leave out one that has been deleted since it was listed", async () => {
    const orGone =
      (answer: Scripted) =>
      ({ url }: Received): Scripted =>
        url.includes("/deleted") ? notFound("NoSuchAccessPoint") : answer;
    aws().play({
      ListAccessPoints: accessPoints(["deleted", "shared"]),
      GetAccessPoint: orGone(accessPoint(false)),
      GetAccessPointPolicy: orGone(accessPointPolicy(STATEMENT)),
      GetAccessPointPolicyStatus: orGone(accessPointPolicyStatus(true)),
    });
    expect(await read()).toMatchObject({
      accessPoints: { value: { list: [{ name: "shared" }], more: false } },
      requests: 7,
    });
  });

  it("are not known to be deleted by one read of three", async () => {
    aws().play({ ...ONE, GetAccessPointPolicy: notFound("NoSuchAccessPoint") });
    expect(await read()).toMatchObject({
      accessPoints: {
        value: {
          list: [
            {
              policy: {
                state: "failed",
                reason: "S3 says that there is no such access point, and answers other reads of it",
              },
              policyStatus: present({ isPublic: true }),
            },
          ],
        },
      },
    });
  });
});

describe("the calls", () => {
  it("go to S3 Control in the bucket's region, for the bucket owner's account, and ask for one more than is read", async () => {
    aws().play(ONE);
    await read({ ...TARGET, region: "eu-west-1" });
    expect(aws().received.map(({ url }) => url)).toEqual([
      "/v20180820/accesspoint?bucket=tidepool-ledger&maxResults=21",
      "/v20180820/accesspoint/shared",
      "/v20180820/accesspoint/shared/policy",
      "/v20180820/accesspoint/shared/policyStatus",
    ]);
    for (const { headers, region, service, accessKeyId } of aws().received)
      expect({ account: headers["x-amz-account-id"], region, service, accessKeyId }).toEqual({
        account: HOME,
        region: "eu-west-1",
        service: "s3",
        accessKeyId: "AKIDHOME",
      });
  });

  it("are made in the read role of a member account", async () => {
    aws().play({ ...ONE, AssumeRole: session("ASIAMEMBER", "2099-01-01T00:00:00Z") });
    await read({ ...TARGET, accountId: MEMBER });
    const calls = aws().received.slice(1);
    expect(calls).toHaveLength(4);
    for (const { headers, accessKeyId } of calls) {
      expect(headers["x-amz-account-id"]).toBe(MEMBER);
      expect(accessKeyId).toBe("ASIAMEMBER");
    }
  });
});

describe("a refused read of access points", () => {
  const role = `arn:aws:iam::${HOME}:role/lambda-slaw-s3`;

  it("of the list: `denied`, and who lacks which permission", async () => {
    aws().play({ ...ONE, ListAccessPoints: refused("s3:ListAccessPoints") });
    expect(await read()).toEqual({
      accessPoints: denied,
      refusals: [
        {
          action: "s3:ListAccessPoints",
          role,
          facets: ["accessPoints"],
          because: "not authorized to perform: s3:ListAccessPoints",
        },
      ],
      requests: 1,
    });
  });

  it.each<[Operation, "policy" | "policyStatus" | "publicAccessBlock"]>([
    ["GetAccessPoint", "publicAccessBlock"],
    ["GetAccessPointPolicy", "policy"],
    ["GetAccessPointPolicyStatus", "policyStatus"],
  ])("%s: `denied` of each, said once", async (operation, part) => {
    const action = `s3:${operation}`;
    aws().play({ ...ONE, ListAccessPoints: accessPoints(names(6)), [operation]: refused(action) });
    const { accessPoints: facet, refusals } = await read();
    if (facet.state !== "present") throw new Error("not read");
    expect(facet.value.list.map((point) => point[part])).toEqual(Array(6).fill(denied));
    expect(refusals).toMatchObject([{ action, role, facets: ["accessPoints"] }]);
  });

  it("where the account's role can't be assumed: `denied`, and S3 Control is not called", async () => {
    aws().play({ ...ONE, AssumeRole: stsError(403, "AccessDenied") });
    expect(await read({ ...TARGET, accountId: MEMBER })).toMatchObject({
      accessPoints: denied,
      refusals: [{ action: "sts:AssumeRole", facets: ["accessPoints"] }],
      requests: 0,
    });
    expect(aws().received).toHaveLength(1);
  });

  it("where the account has not enabled the function's region: `failed`, and S3 Control is not called", async () => {
    aws().play({ ...ONE, AssumeRole: stsError(403, "RegionDisabledException") });
    expect(await read({ ...TARGET, accountId: MEMBER })).toMatchObject({
      accessPoints: { state: "failed", reason: expect.stringContaining("enable the region") as string },
      refusals: [{ action: "sts:AssumeRole", facets: ["accessPoints"] }],
    });
    expect(aws().received).toHaveLength(1);
  });
});

describe("what gives no answer is thrown, for Lambda to try again", () => {
  it.each<[Operation, Scripted]>([
    ["ListAccessPoints", failing(503, "SlowDown")],
    ["ListAccessPoints", { body: "" }],
    ["ListAccessPoints", { body: "<html>who are you?</html>" }],
    ["GetAccessPoint", failing(500, "InternalError")],
    ["GetAccessPoint", { body: "<GetAccessPointResult/>" }],
    ["GetAccessPointPolicy", { body: "<GetAccessPointPolicyResult/>" }],
    ["GetAccessPointPolicyStatus", { body: "<GetAccessPointPolicyStatusResult/>" }],
  ])("%s: %j", async (operation, scripted) => {
    aws().play({ ...ONE, [operation]: scripted });
    await expect(read()).rejects.toMatchObject({ name: "S3ReadError", action: `s3:${operation}` });
  });

  it("and a session that is not taken any more is given up", async () => {
    const member = reader();
    const target = { ...TARGET, accountId: MEMBER };
    aws().play({
      ...ONE,
      AssumeRole: [session("ASIAONE", "2099-01-01T00:00:00Z"), session("ASIATWO", "2099-01-01T00:00:00Z")],
      ListAccessPoints: ({ accessKeyId }) =>
        accessKeyId === "ASIAONE" ? failing(400, "ExpiredToken") : accessPoints([]),
    });
    await expect(member.readAccessPoints(target)).rejects.toMatchObject({ code: "ExpiredToken" });
    await expect(member.readAccessPoints(target)).resolves.toMatchObject({ refusals: [] });
    expect(aws().count("AssumeRole")).toBe(2);
  });

  it("the signal ends the reading", async () => {
    const over = new Error("the time is over");
    const deadline = new AbortController();
    aws().play({
      ...ONE,
      GetAccessPointPolicy: () => {
        deadline.abort(over);
        return "hang";
      },
    });
    await expect(reader().readAccessPoints(TARGET, { signal: deadline.signal })).rejects.toBe(over);
  });
});
