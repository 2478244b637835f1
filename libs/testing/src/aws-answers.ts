/** A whole answer, for `startFakeAws` or any other server. */
export interface AwsAnswer {
  readonly status: number;
  readonly body: string;
}

/** An error as S3 writes it. */
export function s3Error(status: number, code: string, message = ""): AwsAnswer {
  return {
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`,
  };
}

const STS = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** An error as STS writes it. */
export function stsError(status: number, code: string, message = ""): AwsAnswer {
  return {
    status,
    body: `<ErrorResponse ${STS}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

/**
 * What AssumeRole answers.
 *
 * @param expiration - ISO 8601
 */
export function sessionAnswer(accessKeyId: string, expiration: string): AwsAnswer {
  return {
    status: 200,
    body: `<AssumeRoleResponse ${STS}><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>not-a-secret</SecretAccessKey><SessionToken>token of ${accessKeyId}</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  };
}
