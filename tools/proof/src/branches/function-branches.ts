import type { Branch } from "./branch";
import { FINDINGS_BRANCHES } from "./findings-branches";
import { HEARTBEAT_BRANCHES } from "./heartbeat-branches";
import { REMEDIATION_BRANCHES } from "./remediation-branches";
import { RESTRICT_BRANCHES } from "./restrict-branches";
import { SWEEP_BRANCHES } from "./sweep-branches";
import { TAMPERING_BRANCHES } from "./tampering-branches";

/** The branches of the functions beside the one that judges, each function's in a file of its own beside this one. */
export const FUNCTION_BRANCHES: readonly Branch[] = [
  ...FINDINGS_BRANCHES,
  ...RESTRICT_BRANCHES,
  ...REMEDIATION_BRANCHES,
  ...SWEEP_BRANCHES,
  ...TAMPERING_BRANCHES,
  ...HEARTBEAT_BRANCHES,
];
