/** What is known of anything that a call threw. */
export interface ServiceError {
  /** The service's error code, such as `NoSuchBucketPolicy`; else the error's name. */
  readonly name: string;
  readonly message: string;
  /** Whether the service answered with an error. Else it gave no answer, or one that could not be read. */
  readonly answered: boolean;
  readonly status?: number;
  /** The bucket's region, where the service names it. */
  readonly region?: string;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** What may stand in a host name. */
const REGION = /^[a-z][a-z0-9-]{3,30}$/;

/**
 * Reads an error of the AWS SDK. By its shape, not by its class: most of S3's errors have no class of their own, and an
 * answer that could not be parsed is thrown as a plain `Error`.
 */
export function serviceError(error: unknown): ServiceError {
  const status = at(error, "$metadata", "httpStatusCode");
  const attempts = at(error, "$metadata", "attempts");
  const region = [at(error, "$response", "headers", "x-amz-bucket-region"), at(error, "Region")].find(
    (named) => typeof named === "string" && REGION.test(named),
  );
  return {
    name: text(at(error, "name")) ?? "Error",
    message: text(at(error, "message")) ?? text(error) ?? "no reason is given",
    answered: at(error, "$fault") !== undefined,
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof region === "string" ? { region } : {}),
    attempts: typeof attempts === "number" ? attempts : 1,
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
