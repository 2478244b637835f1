/** An error as an AWS service answers it. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function notImplemented(what: string): ServiceError {
  return new ServiceError("NotImplemented", 501, `the local cloud does not know ${what}`);
}
