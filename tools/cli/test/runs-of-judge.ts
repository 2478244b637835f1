/** The function that judges, in the example environment. */
export const JUDGE = "security-auto-S3";

/** Its runs: other functions may run on the same events. */
export function runsOfJudge<Run extends { readonly function: string }>(
  invocations: readonly Run[],
): readonly Run[] {
  return invocations.filter((run) => run.function === JUDGE);
}
