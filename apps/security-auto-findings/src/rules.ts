import type { Channel } from "@security-auto/register";

/** What an environment decides of findings. */
export interface Rules {
  /** Where transitions are announced. */
  readonly channels: readonly Channel[];
  /** How many assessments in a row have to miss a read before that is a finding: one refused read often passes. */
  readonly cannotReadAfter: number;
}
