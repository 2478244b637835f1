/** An event that ought to hold an assessment of this version does not. */
export class UnreadableAssessmentError extends Error {
  override readonly name = "UnreadableAssessmentError";

  constructor(
    eventId: string | undefined,
    issues: readonly { readonly path: string; readonly message: string }[],
  ) {
    const places = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    super(`event ${eventId ?? "without id"} holds no assessment of version 1: ${places}`);
  }
}
