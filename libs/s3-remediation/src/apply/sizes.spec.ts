import { storedBytes } from "@security-auto/s3-exposure";
import { applyPlan, undoAction } from "..";
import { allow, type Described, policyOf, STRANGER } from "../../test/buckets";
import { PRIVATE_ACL } from "../../test/openings";
import { inside } from "../../test/plans";
import { World } from "../../test/world";

const MOST_EVENT_BYTES = 256 * 1024;
/** Of an item of DynamoDB: it counts less than JSON has. */
const MOST_ITEM_BYTES = 400 * 1024;

/** A policy that S3 has no room in but for a Deny, of a first statement and Allows. */
function filled(first: Described, opening: (index: number) => Described): string {
  const statements = [first];
  const text = () => JSON.stringify(policyOf(...statements));
  for (let index = 0; storedBytes(text()) < 19_500; index++) statements.push(opening(index));
  statements.pop();
  return text();
}

const denial = (letter: string): Described => ({
  Sid: letter.repeat(4_500),
  Effect: "Deny",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "*",
});
const opening = (): Described => ({
  Effect: "Allow",
  Principal: "*",
  Action: ["s3:GetObject", "s3:PutObject"],
  Resource: "*",
});

const POLICIES: readonly (readonly [what: string, policy: string])[] = [
  ["each of many Allows is said to be limited by a Deny with a long Sid", filled(denial("D"), opening)],
  ["each character of that Sid is escaped in JSON", filled(denial("\\"), opening)],
  ["each has a long Sid", filled(opening(), (index) => allow(`${index}"`.repeat(999), { AWS: STRANGER }))],
];

const ASKED = { by: "arn:aws:iam::111122223333:user/noor", owner: "noor", reason: "needed", force: true };

function expectToFit({ action }: World): void {
  if (action === undefined) throw new Error("nothing is recorded");
  const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
  expect(bytesOf(action)).toBeLessThan(MOST_ITEM_BYTES);
  expect(bytesOf(action.remediation)).toBeLessThan(MOST_EVENT_BYTES);
}

describe.each(POLICIES)("where %s", (_what, policy) => {
  test("an action that was applied fits into an item, and into an event", async () => {
    const world = new World({ policy, acl: PRIVATE_ACL }, inside());
    const { invariants, until } = world;
    await applyPlan({ action: world.planned(), isRecorded: false, invariants, until }, world.process());
    expect(world.calls).toContain("PutBucketPolicy");
    expectToFit(world);
  });

  test("so does one that could not be undone, since somebody put another such policy", async () => {
    const world = new World({ policy, acl: PRIVATE_ACL }, inside());
    const { invariants, until } = world;
    await applyPlan({ action: world.planned(), isRecorded: false, invariants, until }, world.process());
    world.bucket = { ...world.bucket, policy: policy.replaceAll("Allow", "Deny") };
    world.failing.set("PutBucketPolicy", new Error("no"));
    const { action } = world;
    if (action === undefined) throw new Error("nothing is recorded");
    const undone = await undoAction({ action, asked: ASKED, until: world.until }, world.process());
    expect(undone.outcome).toBe("failed");
    expectToFit(world);
  });
});
