import { type Asked, startLocalCloud } from "@security-auto/local-cloud";
import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-exposure";
import type { HeldPolicies } from "../policies/held-statement";
import { Seen } from "../policies/seen";
import { membersOf, type Setting } from "../setting";
import { functionOf, policiesOf, readStack, senderIn, tableIn } from "../stack/read-stack";
import { both, type TemplateEdit } from "../stack/template-edit";
import { writeVariant } from "../stack/write-variant";
import type { Branch, Stage } from "./branch";
import { EDIT_OF_STAGE } from "./stages";
import { scenarioOf, type World } from "./world";

/** In the central stack, the construct of the function that judges. */
const JUDGE = "SecurityAutoS3";

/** A branch after it ran. */
export interface BranchRun {
  readonly branch: Branch;
  readonly asked: readonly Asked[];
  /** Decisions of IAM, repetitions included. */
  readonly decisions: number;
  /** Why it was not what it should be. */
  readonly missed: string | undefined;
}

export interface StageRun {
  readonly branches: readonly BranchRun[];
  /** What is asked before any branch: whether Lambda may assume the roles of the functions. */
  readonly atStart: readonly Asked[];
  /** The policies the stack ran with. */
  readonly policies: HeldPolicies;
}

/**
 * Runs branches of one stage, one after the other, in a stack of their own.
 *
 * @throws LocalCloudError when the changed stack would not deploy
 */
export async function runBranches(
  setting: Setting,
  stage: Stage,
  branches: readonly Branch[],
  edit: TemplateEdit,
): Promise<StageRun> {
  const { accounts, region, nodeBinary } = setting;
  const variant = writeVariant(setting.files, both(EDIT_OF_STAGE[stage], edit));
  // What is asked at the start counts for the first branch.
  let seen = new Seen();
  try {
    const members = membersOf(setting, variant.memberTemplate);
    const { assembly } = variant;
    const cloud = await startLocalCloud({
      assembly,
      members,
      nodeBinary,
      // More processes of a function ask the same questions: each only costs its start.
      maxConcurrency: 1,
      scenario: scenarioOf(accounts, region, { closed: stage === "closed" }),
      policyIsPublic: (policy) => policyIsPublic(parseBucketPolicy(policy)) !== false,
      onDecision: (asked) => {
        seen.add(asked);
      },
    });
    try {
      const stack = readStack(setting, variant);
      const nameOf = (construct: string): string => functionOf(stack, construct);
      const world: World = {
        cloud,
        accounts,
        region,
        judge: nameOf(JUDGE),
        functionOf: nameOf,
        table: tableIn(stack),
        senderOf: (detailType) => senderIn(stack, detailType),
      };
      const atStart = seen.asked;
      const runs: BranchRun[] = [];
      for (const branch of branches) {
        const happened = await branch.run(world);
        runs.push({
          branch,
          asked: seen.asked,
          decisions: seen.count,
          missed: branch.missed(happened, world),
        });
        seen = new Seen();
      }
      return { branches: runs, atStart, policies: policiesOf(stack) };
    } finally {
      await cloud.close();
    }
  } finally {
    variant.remove();
  }
}
