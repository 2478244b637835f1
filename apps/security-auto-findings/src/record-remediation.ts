import type { Remediation } from "@security-auto/assessment";
import { findingId, type FindingItem, type Register } from "@security-auto/register";
import { NoFindingYetError } from "./no-finding-yet-error";
import { lostEveryRound, MOST_ROUNDS } from "./record";
import { remediated } from "./remediated";
import type { Rules } from "./rules";

/**
 * Writes to its finding how a remediation stands, and resolves to the finding as it stands then; to `undefined` where there is none and none
 * is to come, because the bucket was assessed since.
 *
 * @throws NoFindingYetError where the assessment that opens the finding is still on its way; what the register throws
 */
export async function recordRemediation(
  remediation: Remediation,
  register: Register,
  rules: Rules,
): Promise<FindingItem | undefined> {
  const { account, bucket, invariant } = remediation;
  const id = remediation.finding ?? findingId({ kind: "invariant", account, bucket, invariant });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { state, findings, suppressions } = await register.besideActions(account, bucket);
    const item = findings.find(({ finding }) => finding.id === id);
    if (item === undefined) {
      const isAssessedSince =
        state !== undefined && Date.parse(state.observedAt) > Date.parse(remediation.at);
      if (isAssessedSince) return undefined;
      throw new NoFindingYetError(id, remediation);
    }
    const next = remediated(item, remediation, { suppressions, rules });
    if (next === undefined) return item;
    if (await register.putFinding(next)) return next;
  }
  throw lostEveryRound("findings", account, bucket);
}
