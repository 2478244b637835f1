/** EventBridge did not take an event. Let it pass to Lambda, which tries the event that led to it again. */
export class PutEventError extends Error {
  override readonly name = "PutEventError";

  /**
   * @param code - EventBridge's, or the name of what went wrong on the way, such as `TimeoutError`
   * @param attempts - how often it was tried
   */
  constructor(
    detailType: string,
    busName: string,
    readonly code: string,
    readonly attempts: number,
    cause: Error,
  ) {
    const tries = attempts === 1 ? "one try" : `${attempts} tries`;
    super(`"${detailType}" was not put on the event bus ${busName} (${tries}): ${code}: ${cause.message}`, {
      cause,
    });
  }
}

/** What a service answered in place of what was asked for, such as an event's id, in the shape by which the SDK tells errors apart. */
export class RefusedEntryError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(
    override readonly name: string,
    message: string,
    httpStatusCode: number,
  ) {
    super(message);
    this.$metadata = { httpStatusCode };
  }
}
