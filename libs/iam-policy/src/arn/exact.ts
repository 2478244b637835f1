/**
 * A name or ARN as it may stand in a permission: not empty, and without the characters that IAM
 * reads as wildcards. A function called `*` would turn "its own log group" into "every log group".
 *
 * @throws RangeError naming the value and what it was meant for.
 */
export function exact(value: string, what: string): string {
  if (value === "" || value.includes("*") || value.includes("?")) {
    throw new RangeError(`${what} must be one exact value, not "${value}"`);
  }
  return value;
}
