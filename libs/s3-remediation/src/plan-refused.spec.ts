import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { allow, bucketOf, type Described, PARTNER, planFor, policyOf, SENSITIVE } from "../test/buckets";
import { inside } from "../test/plans";
import { planRemediation } from ".";

const open = policyOf(allow("Open", "*"));
const PARTNER_READS = policyOf(allow("Partner", { AWS: PARTNER }));

test.each<[string, Described, string]>([
  ["the policy", { denied: ["GetBucketPolicy"] }, "the policy was refused"],
  [
    "AWS's flag, of a public policy",
    { policy: open, denied: ["GetBucketPolicyStatus"] },
    "the policyStatus was refused",
  ],
  ["the ACL, beside a public policy", { policy: open, denied: ["GetBucketAcl"] }, "the acl was refused"],
  ["the block", { policy: open, denied: ["GetPublicAccessBlock"] }, "the publicAccessBlock was refused"],
  [
    "the account's block",
    { policy: open, denied: ["GetAccountPublicAccessBlock"] },
    "the accountPublicAccessBlock was refused",
  ],
  ["the ownership", { policy: open, denied: ["GetBucketOwnershipControls"] }, "the ownership was refused"],
  ["the tags", { policy: PARTNER_READS, denied: ["GetBucketTagging"] }, "the tags was refused"],
])("nothing is planned where reading was refused: %s", (_, more, reason) => {
  const { steps, refused } = planFor(
    { ...more },
    inside({ when: { tags: SENSITIVE } }).concat(inside({ name: "all" })),
  );
  expect(steps).toEqual([]);
  expect(refused).toContain(reason);
});

test("nothing is violated: no plan is needed, whatever could not be read", () => {
  const { steps, refused, verdict } = planFor({ denied: ["GetBucketLocation"] }, inside());
  expect({ steps, refused, verdict }).toEqual({ steps: [], refused: undefined, verdict: "holds" });
});

test("a policy that the Deny would make longer than S3 stores is left alone, and that is said", () => {
  const filler = Array.from({ length: 148 }, (_, index) =>
    allow(`Own${index}`, { AWS: "210987654321" }, { Action: "s3:GetObject" }),
  );
  const { steps, refused } = planFor(
    { policy: policyOf(allow("Partner", { AWS: PARTNER }), ...filler) },
    inside(),
  );
  expect({ steps, refused }).toEqual({
    steps: [],
    refused: expect.stringMatching(/would have 20\d{3} bytes/) as string,
  });
});

test("a policy with a statement that cannot be judged", () => {
  const policy = policyOf(allow("Open", "*"), { Sid: "Odd", Effect: "Perhaps" });
  expect(planFor({ policy }, inside()).refused).toContain("Odd");
});

test("a policy whose text is not known", () => {
  const { facts } = bucketOf({ policy: open });
  const { refused } = planRemediation(
    { facts, policyText: undefined },
    { invariants: inside(), now: new Date() },
  );
  expect(refused).toContain("whose text is not known");
});

describe("what is done about it", () => {
  const asks = (
    name: string,
    exposure: RespondingInvariant["exposure"],
    mode?: "observe" | "approve" | "enforce",
  ): RespondingInvariant => ({
    name,
    ...(exposure !== undefined && { exposure }),
    ...(mode !== undefined && { respond: { mode } }),
  });
  const policy = policyOf(allow("Open", "*"), allow("Partner", { AWS: PARTNER }));
  test.each<[string, readonly RespondingInvariant[], string, string]>([
    ["by default nothing", [asks("a", "external")], "observe", "external"],
    ["what the one that is violated says", [asks("a", "external", "approve")], "approve", "external"],
    [
      "the most that one of them says, for those that say it",
      [asks("a", "organization", "observe"), asks("b", "external", "enforce")],
      "enforce",
      "external",
    ],
    [
      "one that holds has no say",
      [asks("a", "external", "approve"), asks("b", "public", "enforce")],
      "approve",
      "external",
    ],
    ["all that say the same", [asks("a", "organization"), asks("b", "external")], "observe", "organization"],
  ])("%s", (_, invariants, respond, after) => {
    const planned = planFor({ policy }, invariants);
    expect({ respond: planned.respond, after: planned.after.atMost }).toEqual({ respond, after });
  });
});
