import type { Actor } from "./actor";
import { roleSession } from "./assumed-role";
import type { UserIdentity } from "./user-identity";

/**
 * Who made a call. It never fails: an identity it does not understand is an actor of type `Unknown`.
 *
 * @example
 * ```ts
 * actorOf({ type: "AWSService", invokedBy: "config.amazonaws.com" });
 * // { type: "AWSService", service: "config.amazonaws.com", display: "AWS service config.amazonaws.com" }
 * ```
 */
export function actorOf(identity: UserIdentity | undefined): Actor {
  const actor = interpret(identity ?? {});
  return { ...actor, display: printable(`${actor.display}${circumstances(actor)}`) };
}

function interpret(identity: UserIdentity): Actor {
  const { type, userName, arn, accountId, principalId, invokedBy, identityProvider, onBehalfOf } = identity;
  // A call without credentials is reported as one of an account that does not exist.
  if (/^anonymous(?:_principal)?$/i.test(accountId ?? ""))
    return { type: "Anonymous", display: "anonymous caller, without credentials" };
  const facts = {
    arn,
    accountId,
    ...(principalId !== undefined && principalId !== "" && { principalId }),
    ...(invokedBy !== undefined && type !== "AWSService" && { invokedBy }),
    ...delegation(identity),
  };
  switch (type) {
    case "IAMUser":
      return {
        type,
        userName,
        ...facts,
        display: `IAM user ${userName ?? nameIn(arn)}${inAccount(accountId)}`,
      };
    case "AssumedRole":
    case "Role": {
      const session = roleSession(identity);
      const { roleName = nameIn(arn), sessionName, sso } = session;
      const role =
        sessionName === undefined ? `role ${roleName}` : `role ${roleName}, session ${sessionName}`;
      const who = sso === undefined ? role : `${sso.user} (SSO, ${sso.permissionSet})`;
      return { type, ...session, ...facts, display: `${who}${inAccount(accountId)}` };
    }
    case "Root": {
      const assumed = String(identity.sessionContext?.assumedRoot) === "true";
      const how = assumed ? ", by sts:AssumeRoot" : "";
      return {
        type,
        ...facts,
        ...(assumed && { assumedRoot: true }),
        display: `root user${inAccount(accountId)}${how}`,
      };
    }
    case "AWSService":
      return { type, service: invokedBy, ...facts, display: `AWS service ${invokedBy ?? "of unknown name"}` };
    case "AWSAccount": {
      const who = facts.principalId === undefined ? "" : ` (${facts.principalId})`;
      return { type, ...facts, display: `AWS account ${accountId ?? "of unknown id"}${who}` };
    }
    case "FederatedUser": {
      const sessionName = arn?.split(":federated-user/")[1];
      const issuerArn = identity.sessionContext?.sessionIssuer?.arn;
      const display = `federated user ${sessionName ?? nameIn(arn)}${inAccount(accountId)}`;
      return { type, sessionName, issuerArn, ...facts, display };
    }
    case "SAMLUser":
    case "WebIdentityUser": {
      const provider = identityProvider === undefined ? "" : ` of ${identityProvider}`;
      const kind = type === "SAMLUser" ? "SAML" : "web identity";
      const display = `${kind} user ${userName ?? "of unknown name"}${provider}`;
      return { type, userName, identityProvider, ...facts, display };
    }
    case "IdentityCenterUser": {
      const userId = onBehalfOf?.userId;
      const display = `Identity Center user ${userId ?? "of unknown id"}${inAccount(accountId)}`;
      return { type, userId, identityStoreArn: onBehalfOf?.identityStoreArn, ...facts, display };
    }
    case "Directory":
      return {
        type,
        userName,
        ...facts,
        display: `directory user ${userName ?? facts.principalId ?? "of unknown name"}${inAccount(accountId)}`,
      };
    default:
      return { type: "Unknown", reportedType: type, userName, ...facts, display: unknownCaller(identity) };
  }
}

function unknownCaller({ type, userName, arn, accountId, principalId }: UserIdentity): string {
  if (arn !== undefined)
    return userName === undefined || arn.endsWith(userName) ? arn : `${arn} (${userName})`;
  const who = [userName, principalId].find((name) => name !== undefined && name !== "");
  const named = who === undefined ? "" : ` ${who}`;
  const ofType = type === undefined ? "" : ` of type ${type}`;
  return `unknown caller${named}${ofType}${inAccount(accountId)}`;
}

/** For whom else, or from where, a call was made: CloudTrail can say so of a caller of any type. */
function delegation({ type, invokedByDelegate, onBehalfOf, inScopeOf, sessionContext }: UserIdentity) {
  const delegateAccountId = invokedByDelegate?.accountId;
  const sourceIdentity = sessionContext?.sourceIdentity;
  return {
    ...(delegateAccountId !== undefined && { delegateAccountId }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(onBehalfOf !== undefined && type !== "IdentityCenterUser" && { onBehalfOf }),
    ...(inScopeOf !== undefined && { inScopeOf }),
  };
}

function circumstances({
  invokedBy,
  delegateAccountId,
  sourceIdentity,
  onBehalfOf,
  inScopeOf,
}: Actor): string {
  return [
    invokedBy !== undefined && `through ${invokedBy}`,
    delegateAccountId !== undefined && `used by account ${delegateAccountId}, to which access was delegated`,
    sourceIdentity !== undefined && `source identity ${sourceIdentity}`,
    onBehalfOf?.userId !== undefined && `on behalf of Identity Center user ${onBehalfOf.userId}`,
    inScopeOf?.credentialsIssuedTo !== undefined && `with credentials of ${inScopeOf.credentialsIssuedTo}`,
  ]
    .filter((text) => text !== false)
    .map((text) => `, ${text}`)
    .join("");
}

function inAccount(accountId: string | undefined): string {
  return accountId === undefined ? "" : ` in account ${accountId}`;
}

function nameIn(arn: string | undefined): string {
  return arn?.split("/").at(-1) ?? "of unknown name";
}

// A display goes into mails and terminals: control characters would forge lines or colours there.
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "?");
}
