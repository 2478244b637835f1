import { location, notFound, PRIVATE_BUCKET } from "../../test/answers";
import { HOME, TARGET, useScriptedAws } from "../../test/environment";
import {
  errorXml,
  type Operation,
  OPERATIONS,
  type Received,
  refused,
  type Script,
  type Scripted,
} from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

const RIGHT = "eu-west-1";

/** A bucket in `RIGHT`: every other region answers as S3 does there. */
function bucketIn(right: Script, elsewhere: (received: Received) => Scripted): Script {
  const operations = OPERATIONS.slice(0, 7);
  return Object.fromEntries(
    operations.map((operation): [Operation, (received: Received) => Scripted] => [
      operation,
      (received) => {
        const scripted = right[operation];
        if (received.region !== RIGHT) return elsewhere(received);
        if (typeof scripted !== "object" || !isOne(scripted)) throw new Error("expected one answer");
        return scripted;
      },
    ]),
  );
}

const isOne = (scripted: Scripted | readonly Scripted[]): scripted is Scripted => !Array.isArray(scripted);

const BUCKET = { ...PRIVATE_BUCKET, GetBucketLocation: location(RIGHT) };

const movedByHeader: Scripted = {
  status: 301,
  body: errorXml("PermanentRedirect"),
  headers: { "x-amz-bucket-region": RIGHT },
};
const malformed: Scripted = {
  status: 400,
  body: errorXml("AuthorizationHeaderMalformed", "", `<Region>${RIGHT}</Region>`),
};
const movedToNowhere: Scripted = { status: 301, body: errorXml("PermanentRedirect") };

describe("a bucket in another region than the event says", () => {
  it.each<[string, (received: Received) => Scripted]>([
    ["a redirect that names it in a header", () => movedByHeader],
    ["a signature for the wrong region, which the error corrects", () => malformed],
    [
      "a new bucket's temporary redirect",
      () => ({ ...movedByHeader, status: 307, body: errorXml("TemporaryRedirect") }),
    ],
    [
      "an opt-in region's refusal",
      () => ({ ...movedByHeader, status: 400, body: errorXml("IllegalLocationConstraintException") }),
    ],
  ])("is read there: %s", async (_, elsewhere) => {
    aws().play(bucketIn(BUCKET, elsewhere));
    const reading = await reader().readBucket(TARGET);
    expect(reading).toMatchObject({
      kind: "read",
      facts: {
        region: RIGHT,
        facets: { location: { state: "present", value: RIGHT }, acl: { state: "present" } },
      },
      requests: 14,
    });
    expect(aws().received).toHaveLength(14);
  });

  it("is found by GetBucketLocation, which answers in any region, when the redirects don't name it", async () => {
    aws().play(
      bucketIn(BUCKET, ({ operation }) =>
        operation === "GetBucketLocation" ? location(RIGHT) : movedToNowhere,
      ),
    );
    const reading = await reader().readBucket(TARGET);
    expect(reading).toMatchObject({
      facts: { region: RIGHT, facets: { policy: { state: "absent" } } },
      requests: 13,
    });
    expect(aws().count("GetBucketLocation")).toBe(1);
  });

  it("is asked again for what was refused there", async () => {
    aws().play(
      bucketIn(BUCKET, ({ operation }) =>
        operation === "GetBucketLocation" ? location(RIGHT) : refused("here"),
      ),
    );
    expect(await reader().readBucket(TARGET)).toMatchObject({
      facts: { region: RIGHT, facets: { acl: { state: "present" }, tags: { state: "absent" } } },
      refusals: [],
      requests: 13,
    });
  });

  it("is gone when it is gone there", async () => {
    const gone = Object.fromEntries(Object.keys(BUCKET).map((one) => [one, notFound("NoSuchBucket")]));
    aws().play(bucketIn(gone, () => movedByHeader));
    expect(await reader().readBucket(TARGET)).toMatchObject({ kind: "gone", requests: 14 });
  });

  it("is not gone by one read there: all are read once more, there", async () => {
    aws().play(bucketIn({ ...BUCKET, GetBucketAcl: notFound("NoSuchBucket") }, () => movedByHeader));
    expect(await reader({ pauseMs: 0 }).readBucket(TARGET)).toMatchObject({
      kind: "read",
      facts: { region: RIGHT, facets: { acl: { state: "failed" }, tags: { state: "failed" } } },
      requests: 21,
    });
  });

  it("is read there, though some reads of the wrong region say NoSuchBucket", async () => {
    aws().play(
      bucketIn(BUCKET, ({ operation }) =>
        operation === "GetBucketTagging" ? notFound("NoSuchBucket") : movedByHeader,
      ),
    );
    expect(await reader().readBucket(TARGET)).toMatchObject({
      kind: "read",
      facts: { region: RIGHT, facets: { tags: { state: "absent" } } },
      requests: 14,
    });
  });

  it("is asked for with the expected owner, in both rounds", async () => {
    aws().play(bucketIn(BUCKET, () => movedByHeader));
    await reader().readBucket(TARGET);
    const owners = aws().received.map(({ headers }) => headers["x-amz-expected-bucket-owner"]);
    expect(owners).toEqual(Array(14).fill(HOME));
  });

  it("is looked for once more and no more", async () => {
    const elsewhere = { ...movedByHeader, headers: { "x-amz-bucket-region": "ap-southeast-2" } };
    aws().play(
      bucketIn(Object.fromEntries(Object.keys(BUCKET).map((one) => [one, elsewhere])), () => movedByHeader),
    );
    const reading = await reader().readBucket(TARGET);
    expect(aws().received).toHaveLength(14);
    expect(reading).toMatchObject({
      facts: {
        facets: { policy: { state: "failed", reason: "S3 goes on redirecting, at last to ap-southeast-2" } },
      },
    });
  });

  it.each([
    ["no region", movedToNowhere],
    [
      "something that is no region",
      { ...movedToNowhere, headers: { "x-amz-bucket-region": "evil.example.com/" } },
    ],
  ])("is not known when redirects name %s", async (_, elsewhere) => {
    aws().play(bucketIn(BUCKET, () => elsewhere));
    const reading = await reader().readBucket(TARGET);
    expect(aws().received).toHaveLength(7);
    expect(reading).toMatchObject({
      facts: {
        region: "us-west-2",
        facets: {
          policy: { state: "failed", reason: "S3 says the bucket is in another region and does not name it" },
        },
      },
    });
  });
});

describe("GetBucketLocation names the region", () => {
  it.each([
    ["", "us-east-1"],
    ["EU", "eu-west-1"],
    ["ap-southeast-2", "ap-southeast-2"],
  ])("%j: %s", async (constraint, region) => {
    aws().play({ ...PRIVATE_BUCKET, GetBucketLocation: location(constraint) });
    expect(await reader().readBucket(TARGET)).toMatchObject({
      facts: { region, facets: { location: { state: "present", value: region } } },
      requests: 7,
    });
  });
});
