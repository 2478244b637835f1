/** What signs a call. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent: a user's own key, which does not expire. */
  readonly sessionToken?: string;
}

/** The environment says nothing of who the function is. */
export class MissingCredentialsError extends Error {
  override readonly name = "MissingCredentialsError";

  constructor() {
    super(
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set. Lambda sets them for the function's role; elsewhere, set them yourself.",
    );
  }
}

/**
 * The function's own credentials, as Lambda puts them into the environment. No other place is searched: a Lambda
 * function has no profile and no metadata service, and must not pick up somebody's by accident.
 *
 * @throws MissingCredentialsError
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentCredentials(env: NodeJS.ProcessEnv = process.env): AwsCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) throw new MissingCredentialsError();
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
