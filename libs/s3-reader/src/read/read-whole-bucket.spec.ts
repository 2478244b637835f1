import { ACCOUNT_BLOCK_NOT_ASKED, present } from "@security-auto/s3-exposure";
import {
  accessPoint,
  accessPointPolicy,
  accessPointPolicyStatus,
  accessPoints,
  PRIVATE_BUCKET,
} from "../../test/answers";
import { HOME, TARGET, useScriptedAws } from "../../test/environment";
import { notFound } from "../../test/answers";
import type { Script } from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

const policy = (Condition: object) => ({
  body: JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${TARGET.bucket}/*`,
      Condition,
    },
  }),
});

const OF_ACCOUNT: Script = { GetAccountPublicAccessBlock: notFound("NoSuchPublicAccessBlockConfiguration") };
const POINTS: Script = {
  ListAccessPoints: accessPoints(["shared"]),
  GetAccessPoint: accessPoint(false),
  GetAccessPointPolicy: accessPointPolicy({
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "*",
  }),
  GetAccessPointPolicyStatus: accessPointPolicyStatus(true),
};
const DELEGATED: Script = {
  ...PRIVATE_BUCKET,
  GetBucketPolicy: policy({ StringEquals: { "s3:DataAccessPointAccount": HOME } }),
};
const asked = () => aws().received.map(({ operation }) => operation);

describe("one call reads all that the exposure of a bucket depends on", () => {
  it("of a private bucket, neither access points nor the account's block", async () => {
    aws().play(PRIVATE_BUCKET);
    const reading = await reader().readBucket(TARGET);
    expect(reading).toMatchObject({
      kind: "read",
      requests: 7,
      facts: { facets: { accountPublicAccessBlock: ACCOUNT_BLOCK_NOT_ASKED } },
    });
    expect(reading).not.toHaveProperty("facts.facets.accessPoints");
  });

  it("of one with a public policy, the account's block", async () => {
    aws().play({ ...PRIVATE_BUCKET, ...OF_ACCOUNT, GetBucketPolicy: policy({}) });
    expect(await reader().readBucket(TARGET)).toMatchObject({
      requests: 8,
      facts: { facets: { accountPublicAccessBlock: { state: "absent" } } },
    });
  });

  it("of one whose policy delegates to access points, both", async () => {
    aws().play({ ...DELEGATED, ...OF_ACCOUNT, ...POINTS });
    const reading = await reader().readBucket(TARGET);
    expect(reading).toMatchObject({
      requests: 12,
      facts: { facets: { accessPoints: present({ list: [{ name: "shared" }], more: false }) } },
    });
    expect(new Set(asked()).size).toBe(12);
  });

  it("the organization belongs to the facts", async () => {
    aws().play(PRIVATE_BUCKET);
    const organization = { id: "o-tide1234pl" };
    expect(await reader().readBucket(TARGET, { organization })).toMatchObject({ facts: { organization } });
  });

  it("a refused read of either is a refusal of the whole", async () => {
    const refused = { status: 403, body: "<Error><Code>AccessDenied</Code><Message>no</Message></Error>" };
    aws().play({ ...PRIVATE_BUCKET, GetBucketPolicy: policy({}), GetAccountPublicAccessBlock: refused });
    expect(await reader().readBucket(TARGET)).toMatchObject({
      refusals: [{ action: "s3:GetAccountPublicAccessBlock" }],
      facts: { facets: { accountPublicAccessBlock: { state: "denied" } } },
    });
  });
});
