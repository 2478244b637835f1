import type { Remediation } from "@security-auto/assessment";

/** A remediation for scripts: what `actions --json` prints of one. */
export function actionLine(remediation: Remediation): string {
  const { id, status, bucket, account, region, invariant, at, steps } = remediation;
  const { respond, before, after, stops, undo, because, notBefore, requested } = remediation;
  return JSON.stringify({
    ...{ id, status, bucket, account, region, invariant, at, steps },
    ...{ respond, before, after, stops, undo, because, notBefore, requested },
  });
}
