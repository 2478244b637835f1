import type { Caller } from "../identity/caller";

/**
 * Who made a call, as CloudTrail shows it to an account: in full to the caller's own, with little more than the account
 * to the owner of what was called.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function userIdentity(caller: Caller, shownTo: string): Readonly<Record<string, unknown>> {
  if (caller.kind === "anonymous") {
    return { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" };
  }
  const { principalId, arn, accountId, accessKeyId, name, since } = caller;
  if (accountId !== shownTo) return { type: "AWSAccount", principalId, accountId };
  if (caller.kind === "user") {
    return { type: "IAMUser", principalId, arn, accountId, accessKeyId, userName: name };
  }
  return {
    type: "AssumedRole",
    principalId,
    arn,
    accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: principalId.split(":")[0],
        arn: caller.roleArn,
        accountId,
        userName: name,
      },
      attributes: { creationDate: since, mfaAuthenticated: "false" },
    },
  };
}
