import { OWNERS } from "./world";
import type { Stack } from "../stack/read-stack";
import type { Branch } from "./branch";
import { changed, some } from "./event-branch";
import { runsOf } from "./happened";

const ACTION = "organizations:DescribeAccount";

/** Those in which the function that judges asks Organizations about an account on which a verdict depends. */
export const MEMBERSHIP_BRANCHES: readonly Branch[] = OWNERS.map((owner): Branch => ({
  name: `${owner}: a sensitive bucket is shared with an account that may be of the organization`,
  stage: "whole",
  isPossible: mayAsk,
  run: (world) => changed(world, owner, `leaky-${owner}`),
  missed: (happened, { judge }) =>
    some(
      `calls of ${ACTION}`,
      runsOf(happened, judge).flatMap(({ apiCalls }) => apiCalls.filter(({ action }) => action === ACTION)),
    ),
}));

/** Not in every environment is Organizations asked. */
function mayAsk({ resources }: Stack): boolean {
  return JSON.stringify(resources.filter(({ type }) => type.startsWith("AWS::IAM::"))).includes(ACTION);
}
