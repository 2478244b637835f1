/** An event that ought to hold something of this version of the contract does not. */
export class UnreadableDetailError extends Error {
  override readonly name = "UnreadableDetailError";

  constructor(
    what: string,
    eventId: string | undefined,
    issues: readonly { readonly path: string; readonly message: string }[],
  ) {
    const places = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super(`event ${eventId ?? "without id"} holds no ${what} of version 1: ${places}`);
  }
}
