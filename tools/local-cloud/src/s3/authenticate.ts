import type { AwsRequest } from "../http/aws-request";
import type { Caller } from "../identity/caller";
import type { CredentialStore } from "../identity/credential-store";
import { S3Error } from "./bucket/s3-error";

/** Who calls. The signature itself is not verified: on the loopback interface the access key id is enough. */
export function authenticate({ signature }: AwsRequest, credentials: CredentialStore): Caller {
  if (signature === undefined) return { kind: "anonymous" };
  const { accessKeyId, sessionToken } = signature;
  const resolved = credentials.resolve(accessKeyId, sessionToken);
  if (resolved.success) return resolved.data;
  switch (resolved.error) {
    case "expired":
      throw new S3Error("ExpiredToken", 400, "The provided token has expired.");
    case "wrong token":
      throw new S3Error("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
    case "unknown key":
      throw new S3Error(
        "InvalidAccessKeyId",
        403,
        "The AWS Access Key Id you provided does not exist in our records.",
        { details: { AWSAccessKeyId: accessKeyId } },
      );
  }
}
