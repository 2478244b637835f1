import type { AcceptedStatement } from "@security-auto/iam-policy";
import { asked, BUCKET_ARN, held, IN_ROLE, policiesOf, ROLE } from "../../test/policies";
import type { Branch, Stage } from "../branches/branch";
import type { BranchRun } from "../branches/run-branches";
import { groupRemovals } from "./group-removals";
import { removals } from "./mutant";

const READS = ["s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketTagging"] as const;
type Read = (typeof READS)[number];
const statement: AcceptedStatement = { Effect: "Allow", Action: READS, Resource: "*" };
const statements = held(ROLE, statement);
const mutants = removals(statements);

/** A branch of the stack that asks for some of them, a question each. */
function ran(name: string, reads: readonly Read[], stage: Stage = "whole"): BranchRun {
  const branch: Branch = { name, stage, run: () => Promise.reject(new Error()), missed: () => undefined };
  const policies = policiesOf(...statements);
  const uses = reads.map((read) =>
    asked(policies, IN_ROLE, read, BUCKET_ARN, { resourceAccount: "111122223333" }),
  );
  return { branch, asked: uses, decisions: uses.length, missed: undefined };
}

/** What is tried in one stack, and in which branch. */
const grouped = (
  whole: readonly BranchRun[],
  isNeededToStart: Parameters<typeof groupRemovals>[2] = () => false,
) =>
  groupRemovals(mutants, whole, isNeededToStart).groups.map(({ removals: together }) =>
    together.map(({ mutant, run }) => `${mutant.action} in ${run.branch.name}`),
  );

const ACL = ran("acl", ["s3:GetBucketAcl"]);
const POLICY = ran("policy", ["s3:GetBucketPolicy"]);

test.each<readonly [what: string, whole: readonly BranchRun[], groups: readonly (readonly string[])[]]>([
  [
    "removals of which no branch needs another's share a stack",
    [ACL, POLICY, ran("tagging", ["s3:GetBucketTagging"])],
    [["s3:GetBucketAcl in acl", "s3:GetBucketPolicy in policy", "s3:GetBucketTagging in tagging"]],
  ],
  [
    "the shortest branch that needs it is the one that is run",
    [ran("all", READS), ACL, POLICY],
    [["s3:GetBucketAcl in acl", "s3:GetBucketPolicy in policy"], ["s3:GetBucketTagging in all"]],
  ],
  [
    "a branch that needs what another one lacks has a stack of its own",
    [ACL, ran("both", ["s3:GetBucketAcl", "s3:GetBucketPolicy"]), ran("tagging", ["s3:GetBucketTagging"])],
    [["s3:GetBucketAcl in acl", "s3:GetBucketTagging in tagging"], ["s3:GetBucketPolicy in both"]],
  ],
  [
    "a branch that needs several lacks one at a time",
    [ran("all", READS)],
    [["s3:GetBucketAcl in all"], ["s3:GetBucketPolicy in all"], ["s3:GetBucketTagging in all"]],
  ],
  [
    "branches of different stages have different stacks",
    [ACL, ran("policy", ["s3:GetBucketPolicy"], "closed"), ran("tagging", ["s3:GetBucketTagging"])],
    [["s3:GetBucketAcl in acl", "s3:GetBucketTagging in tagging"], ["s3:GetBucketPolicy in policy"]],
  ],
])("%s", (_, whole, groups) => {
  expect(grouped(whole)).toEqual(groups);
});

test("what the stack does not start without is tried alone", () => {
  const whole = [ACL, POLICY, ran("tagging", ["s3:GetBucketTagging"])];
  expect(grouped(whole, ({ action }) => action === "s3:GetBucketPolicy")).toEqual([
    ["s3:GetBucketAcl in acl", "s3:GetBucketTagging in tagging"],
    ["s3:GetBucketPolicy in policy"],
  ]);
});

test("the same action of another statement, which hides that it is missing, is tried in another stack", () => {
  const on = (Resource: string): AcceptedStatement => ({ ...statement, Action: "s3:GetBucketAcl", Resource });
  const twice = removals(held(ROLE, on(BUCKET_ARN), on(`${BUCKET_ARN}-2`)));
  const policies = policiesOf(...statements);
  const runs = [BUCKET_ARN, `${BUCKET_ARN}-2`].map((bucket) => ({
    ...ran(bucket, []),
    asked: [asked(policies, IN_ROLE, "s3:GetBucketAcl", bucket, { resourceAccount: "111122223333" })],
  }));
  const { groups } = groupRemovals(twice, runs, () => false);
  expect(groups.map(({ removals: together }) => together.length)).toEqual([1, 1]);
});

test("what no branch needs is named", () => {
  const { groups, unneeded } = groupRemovals(mutants, [ACL], () => false);
  expect(groups).toHaveLength(1);
  expect(unneeded.map(({ action }) => action)).toEqual(["s3:GetBucketPolicy", "s3:GetBucketTagging"]);
});
