import { assessed } from "../test/assessments";
import { missedReads } from "./conditions";
import type { BucketAssessment } from "./state-after";

const ROLE = "arn:aws:iam::444455556666:role/security-auto-read";

const refused = (permission: string, ...facets: readonly string[]) => ({
  permission,
  role: ROLE,
  facets,
  because: "Access Denied",
});

test.each<[string, Partial<Pick<BucketAssessment, "facets" | "refusals">>, readonly string[]]>([
  ["all was read", {}, []],
  [
    "a refusal names the role and the permission, and is named once",
    { facets: { policy: "denied" }, refusals: [refused("s3:GetBucketPolicy", "policy")] },
    [`the role ${ROLE} was refused s3:GetBucketPolicy`],
  ],
  [
    "one that no refusal accounts for is named beside it",
    { facets: { policy: "denied", acl: "denied" }, refusals: [refused("s3:GetBucketPolicy", "policy")] },
    [`the role ${ROLE} was refused s3:GetBucketPolicy`, "reading the acl was refused"],
  ],
  ["one that failed", { facets: { tags: "failed", acl: "absent" } }, ["reading the tags failed"]],
])("the reads that failed: %s", (_, read, missed) => {
  const assessment = assessed("unknown", 0, { facets: {}, ...read });
  expect(missedReads({ assessment, applied: [] })).toEqual(missed);
});
