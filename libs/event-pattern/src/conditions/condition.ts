import type { Scalar } from "../core/event-pattern";
import type { Parsed } from "../core/parsed";
import type { Wildcard } from "./wildcard";

/** Whether one leaf value of an event satisfies a condition. */
export type ValueTest = (value: Scalar) => boolean;

/** One entry of a field's list, understood. */
export type Condition =
  | { readonly kind: "exact"; readonly value: Scalar }
  | { readonly kind: "absent" }
  | {
      readonly kind: "test";
      readonly test: ValueTest;
      /** The same for two spellings of the same condition, such as the CIDR blocks 10.0.0.0/8 and 10.1.2.3/8. */
      readonly identity: string;
      readonly wildcards: readonly Wildcard[];
    };

/** Reads an operator's operand; `at` is the operand's place in the pattern. */
export type OperandParser = (operand: unknown, at: string) => Parsed<Condition>;

/** @param identity what the condition says, its spelling aside, as JSON data */
export function testOf(
  test: ValueTest,
  identity: readonly unknown[],
  wildcards: readonly Wildcard[] = [],
): Condition {
  return { kind: "test", test, identity: JSON.stringify(identity), wildcards };
}
