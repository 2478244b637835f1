import { parseBucketPolicy, valueOf } from "@security-auto/s3-exposure";
import { failing, refused, type Script, type Scripted, session, stsError } from "../../test/scripted-aws";
import { location, notFound, policy, PRIVATE_BUCKET } from "../../test/answers";
import { MEMBER, TARGET, useScriptedAws } from "../../test/environment";

const { aws, reader } = useScriptedAws();

/** As its owner wrote it: with white space, a key that stands twice, and letters beyond ASCII. */
const WRITTEN = `{ "Version": "2012-10-17",\n\t"Statement": [ ], "Id": "first", "Id": "Gezeitentümpel 🪸" }`;
const text = (body: string): Scripted => ({ body });

async function policyTextOf(script: Script, target = TARGET) {
  aws().play({ ...PRIVATE_BUCKET, ...script });
  const reading = await reader({ pauseMs: 0 }).readBucket(target);
  if (reading.kind !== "read") throw new Error("the bucket is gone");
  return { policyText: reading.policyText, policy: reading.facts.facets.policy };
}

describe("the text of a bucket policy", () => {
  it("is what S3 sent, byte for byte", async () => {
    const { policyText } = await policyTextOf({ GetBucketPolicy: text(WRITTEN) });
    expect(policyText).toBe(WRITTEN);
  });

  const contradictoryOnce = { GetBucketTagging: [notFound("NoSuchBucket"), notFound("NoSuchTagSet")] };
  const table: readonly [string, Script][] = [
    ["answers that contradicted each other were read again", contradictoryOnce],
    ["the other reads were redirected to the bucket's region", { GetBucketLocation: location("eu-west-1") }],
  ];

  it.each(table)("is of the answer whose policy is in the facts: %s", async (_, script) => {
    const first = `{"Statement":[{"Sid":"First"}]}`;
    const second = `{"Statement":[{"Sid":"Second"}]}`;
    const { policyText, policy: facet } = await policyTextOf({
      GetBucketPolicy: [text(first), text(second)],
      ...script,
    });
    expect([first, second]).toContain(policyText);
    expect(valueOf(facet)).toEqual(parseBucketPolicy(policyText));
  });

  it("is the second answer where all was read twice", async () => {
    const { policyText } = await policyTextOf({
      GetBucketPolicy: [text("{}"), text(WRITTEN)],
      ...contradictoryOnce,
    });
    expect(policyText).toBe(WRITTEN);
  });

  it.each<[string, Script, typeof TARGET]>([
    ["there is no policy", {}, TARGET],
    ["the read is refused", { GetBucketPolicy: refused("s3:GetBucketPolicy") }, TARGET],
    ["S3 answers something else", { GetBucketPolicy: failing(400, "InvalidRequest") }, TARGET],
    [
      "answers contradict each other, also when asked again",
      { GetBucketPolicy: policy(), GetBucketTagging: notFound("NoSuchBucket") },
      TARGET,
    ],
    [
      "the account's role cannot be assumed",
      { GetBucketPolicy: policy(), AssumeRole: stsError(403, "AccessDenied") },
      { ...TARGET, accountId: MEMBER },
    ],
    ["there can be no such bucket", {}, { ...TARGET, bucket: "no/bucket" }],
  ])("is undefined where %s", async (_, script, target) => {
    const { policyText } = await policyTextOf(script, target);
    expect(policyText).toBeUndefined();
  });

  it("is read in a member account as well", async () => {
    const { policyText } = await policyTextOf(
      { GetBucketPolicy: text(WRITTEN), AssumeRole: session("ASIAONE", "2099-01-01T00:00:00Z") },
      { ...TARGET, accountId: MEMBER },
    );
    expect(policyText).toBe(WRITTEN);
  });
});
