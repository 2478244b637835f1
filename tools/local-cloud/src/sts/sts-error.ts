/** An error as STS answers it. */
export class StsError extends Error {
  override readonly name = "StsError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function invalidParameter(message: string): StsError {
  return new StsError("ValidationError", 400, message);
}
