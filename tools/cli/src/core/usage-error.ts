/** The user's own mistake: printed in one message without a stack trace, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
