import { describePrincipal } from "../../iam/authorizer";
import { type Caller, principalOf } from "../../identity/caller";
import { accessDenied, type S3Error } from "./s3-error";

/** The refusal of a write that Block Public Access does not let through. */
export function blocked(
  caller: Caller,
  action: string,
  bucketArn: string,
  what: "public policies" | "public access control lists (ACLs)",
  setting: "BlockPublicPolicy" | "BlockPublicAcls",
): S3Error {
  const who = describePrincipal(principalOf(caller));
  return accessDenied(
    `User: ${who} is not authorized to perform: ${action} on resource: "${bucketArn}" because ${what} are blocked by the ${setting} block public access setting.`,
  );
}
