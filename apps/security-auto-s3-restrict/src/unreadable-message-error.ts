/** A message that ought to hold an assessment of this version does not. */
export class UnreadableMessageError extends Error {
  override readonly name = "UnreadableMessageError";

  constructor(messageId: string, issues: readonly { readonly path: string; readonly message: string }[]) {
    const places = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super(`message ${messageId} holds no assessment of version 1: ${places}`);
  }
}
