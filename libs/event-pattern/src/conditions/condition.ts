import type { Scalar } from "../event-pattern";
import type { Parsed } from "../parsed";
import type { Wildcard } from "./wildcard";

/** Whether one leaf value of an event satisfies a condition. */
export type ValueTest = (value: Scalar) => boolean;

/** One entry of a field's list, understood. */
export type Condition =
  | { readonly kind: "exact"; readonly value: Scalar }
  | { readonly kind: "absent" }
  | { readonly kind: "test"; readonly test: ValueTest; readonly wildcards: readonly Wildcard[] };

/** Reads an operator's operand; `at` is the operand's place in the pattern. */
export type OperandParser = (operand: unknown, at: string) => Parsed<Condition>;

export function testOf(test: ValueTest, wildcards: readonly Wildcard[] = []): Condition {
  return { kind: "test", test, wildcards };
}
