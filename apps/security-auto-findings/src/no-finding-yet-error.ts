import type { Remediation } from "@security-auto/assessment";

/** A remediation came before the assessment that opens its finding. Lambda tries its event again; by then the finding is there. */
export class NoFindingYetError extends Error {
  override readonly name = "NoFindingYetError";

  constructor(finding: string, { id, status }: Pick<Remediation, "id" | "status">) {
    super(`there is no finding ${finding} yet for the remediation ${id} (${status}): try it again`);
  }
}
