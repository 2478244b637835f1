import type { AccessRequest, Decision } from "@security-auto/iam-evaluator";

/** A question that was put to IAM, and its answer. */
export interface Asked {
  /** With every condition key that AWS would send. */
  readonly request: AccessRequest;
  readonly decision: Decision;
}

/** Hears of every decision, also of those that services ask for in the name of a role. */
export type DecisionListener = (asked: Asked) => void;
