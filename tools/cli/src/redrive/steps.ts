import type { EventPipeline, PipelineTarget } from "@security-auto/local-cloud";

/** One thing to do for an event. */
export interface Step {
  /** A topic is published to again, a function invoked again. */
  readonly kind: "invoke" | "publish";
  /** Of the function or topic. */
  readonly arn: string;
}

export type Steps =
  | { readonly success: true; readonly data: readonly Step[] }
  | { readonly success: false; readonly error: string };

interface Undelivered {
  /** ARN of the target that the event did not get to. */
  readonly target: string;
  /** ARN of the rule. */
  readonly rule: string | undefined;
  readonly event: unknown;
}

/**
 * What does for an event that which its target would have done. Only what the environment itself has is called, whatever a
 * message names.
 *
 * An event that did not get to a bus can't be put on it by anyone: `aws.s3` may only come from AWS. So it goes to the targets
 * of the bus's rules that match it.
 */
export function stepsTo({ target, rule, event }: Undelivered, stack: EventPipeline): Steps {
  if (stack.rules.some(({ bus }) => bus === target)) {
    const matching = stack.rules.filter(({ bus, matches }) => bus === target && matches(event));
    const targets = matching.flatMap((each) => each.targets);
    return targets.length === 0
      ? { success: false, error: `no rule of ${target} matches the event` }
      : inOrder(targets.map((each) => stepTo(each, stack)));
  }
  const { targets = [] } = stack.rules.find(({ arn }) => arn === rule) ?? {};
  const known = targets.find(({ arn }) => arn === target);
  return inOrder([stepTo(known ?? { arn: target, takesEvent: true }, stack)]);
}

function stepTo({ arn, takesEvent }: PipelineTarget, stack: EventPipeline): Step | string {
  if (!takesEvent) return `${arn} receives a text that only EventBridge makes of the event`;
  if (isFunctionOf(stack, arn)) return { kind: "invoke", arn };
  if (stack.topics.includes(arn)) return { kind: "publish", arn };
  return `the environment has no function or topic ${arn}`;
}

/** Functions first: a mail that is sent can't be taken back, while a function may still fail. */
function inOrder(steps: readonly (Step | string)[]): Steps {
  const problem = steps.find((step) => typeof step === "string");
  if (problem !== undefined) return { success: false, error: problem };
  const data = steps.filter((step) => typeof step !== "string");
  const of = (wanted: Step["kind"]) => data.filter(({ kind }) => kind === wanted);
  return { success: true, data: [...of("invoke"), ...of("publish")] };
}

/** Whether an ARN, qualified with `$LATEST` or not, is that of a function of the environment. */
export function isFunctionOf({ functions }: EventPipeline, arn: string): boolean {
  return functions.includes(arn.replace(/:\$LATEST$/, ""));
}
