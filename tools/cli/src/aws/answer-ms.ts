import type { EventPipeline } from "@security-auto/local-cloud";

/** The longest that Lambda lets any function run, in s. */
const LONGEST = 900;

/** A cold start of up to 10 s, which is not the function's own time, and the way there and back. */
const AROUND_MS = 15_000;

/** How long a function, qualified or not, is waited for, in ms: no shorter than Lambda lets it run. */
export function answerMs({ timeouts }: Pick<EventPipeline, "timeouts">, arn: string): number {
  return (timeouts.get(arn.replace(/:\$LATEST$/, "")) ?? LONGEST) * 1000 + AROUND_MS;
}
