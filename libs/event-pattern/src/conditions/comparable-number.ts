const LARGEST = 5e9;
const STEPS_PER_UNIT = 1e6;

/** The range of `numeric` and `anything-but` in words. */
export const COMPARABLE_NUMBERS = "-5000000000 to 5000000000 with at most 6 decimals";

/**
 * Whether EventBridge can order the number. Others equal only themselves.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function isComparable(value: number): boolean {
  return Math.abs(value) <= LARGEST && Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT === value;
}
