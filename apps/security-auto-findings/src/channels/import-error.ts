/** Security Hub did not import a finding. */
export class ImportError extends Error {
  override readonly name = "ImportError";

  /** @param code - Security Hub's, or the name of what went wrong on the way */
  constructor(
    findingId: string,
    productArn: string,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    // As an error of the call it is called InvalidAccessException, as one of a finding InvalidAccess.
    const hint = code.startsWith("InvalidAccess")
      ? `; enable Security Hub CSPM in the account and region of ${productArn}, or set securityHub to false in the environment file`
      : "";
    super(`Security Hub did not import finding ${findingId}: ${code}: ${message}${hint}`, options);
  }
}
