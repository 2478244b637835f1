/** Who reads, as a member account's own trail is to show it. */
export interface Caller {
  /** Such as `security-auto-S3`. */
  readonly functionName: string;
  /** Which instance of it: the log stream, such as `2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0`. */
  readonly instance: string;
}

const LONGEST = 64;
/** A log stream's unique end has 32. */
const LONGEST_INSTANCE = 32;

/**
 * The name of a role session: the function, `@`, the end of the log stream's name. STS takes 2 to 64 of the characters
 * `\w+=,.@-`.
 *
 * @example
 * ```ts
 * sessionName({ functionName: "security-auto-S3", instance: "2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0" });
 * // "security-auto-S3@0f1e2d3c4b5a69788796a5b4c3d2e1f0"
 * ```
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionName({ functionName, instance }: Caller): string {
  const end = allowed(instance.slice(instance.lastIndexOf("]") + 1)).slice(-LONGEST_INSTANCE);
  const start = allowed(functionName).slice(0, LONGEST - end.length - 1);
  return `${start}@${end}`.padEnd(2, "-");
}

function allowed(text: string): string {
  return text.replace(/[^\w+=,.@-]/g, "-");
}
