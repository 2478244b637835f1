import { describeBucket } from "@security-auto/s3-exposure";
import { parseScenario } from "./parse-scenario";

const GRANT = { grantee: "AllUsers", permission: "READ" };
const policyOf = (length: number) =>
  JSON.stringify({ Version: "2012-10-17", Id: "x".repeat(length), Statement: [] });

describe("`assess` and scenarios read the description of a bucket alike", () => {
  test.each([
    ["a tag's value that is a number, in S3's form", { tags: [{ Key: "level", Value: 3 }] }, "taken"],
    ["an ownership that S3 does not have", { ownership: "Nobody" }, "refused"],
    ["an ownership in S3's form", { ownership: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } }, "taken"],
    ["no rule of ownership", { ownership: { Rules: [] } }, "refused"],
    ["a permission that S3 does not have", { acl: { grants: [{ ...GRANT, permission: "ALL" }] } }, "refused"],
    ["a hundred grants", { acl: { grants: Array.from({ length: 100 }, () => GRANT) } }, "taken"],
    ["more grants than S3 takes", { acl: { grants: Array.from({ length: 101 }, () => GRANT) } }, "refused"],
    ["a policy that is not JSON", { policy: "{" }, "refused"],
    ["a policy longer than S3 takes", { policy: policyOf(21_000) }, "refused"],
    ["a policy as text", { policy: policyOf(1) }, "taken"],
    ["a region without a name", { region: "" }, "refused"],
    ["a status as text", { policyStatus: { isPublic: "true" } }, "refused"],
    ["a setting as text", { publicAccessBlock: { BlockPublicAcls: "true" } }, "taken"],
    ["a setting that is a number", { publicAccessBlock: { BlockPublicAcls: 1 } }, "refused"],
    ["a read that there is not", { denied: ["GetBucketWeather"] }, "refused"],
    ["a read by its permission", { denied: ["s3:GetBucketPublicAccessBlock"] }, "taken"],
    ["an account that is a number", { account: 210987654321 }, "taken"],
  ])("%s: %s", (_what, more, expected) => {
    const bucket = { name: "ledger", account: "210987654321", ...more };
    expect(describeBucket(bucket).success ? "taken" : "refused").toBe(expected);
    const read = () => parseScenario([bucket], "s.json");
    if (expected === "taken") expect(read).not.toThrow();
    else expect(read).toThrow(/^s\.json: buckets\[0\]/);
  });

  test("a next token that is empty says that there are no other access points", () => {
    const accessPoints = { AccessPointList: [{ Name: "shared" }], NextToken: "" };
    const [bucket] = parseScenario(
      [{ name: "ledger", account: "210987654321", accessPoints }],
      "s.json",
    ).buckets;
    expect(bucket?.accessPoints?.more).toBe(false);
  });
});
