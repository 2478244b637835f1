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
  return { ...actor, display: printable(actor.display) };
}

function interpret(identity: UserIdentity): Actor {
  const { type, userName, arn, accountId, invokedBy, identityProvider, onBehalfOf } = identity;
  const facts = { arn, accountId };
  switch (type) {
    case "IAMUser": {
      const display = `IAM user ${userName ?? nameIn(arn)}${inAccount(accountId)}`;
      return { type, userName, ...facts, display };
    }
    case "AssumedRole": {
      const session = roleSession(identity);
      const { roleName = nameIn(arn), sessionName, sso } = session;
      const role =
        sessionName === undefined ? `role ${roleName}` : `role ${roleName}, session ${sessionName}`;
      const who = sso === undefined ? role : `${sso.user} (SSO, ${sso.permissionSet})`;
      const through = invokedBy === undefined ? "" : `, through ${invokedBy}`;
      const display = `${who}${inAccount(accountId)}${through}`;
      return { type, ...session, invokedBy, ...facts, display };
    }
    case "Root":
      return { type, ...facts, display: `root user${inAccount(accountId)}` };
    case "AWSService":
      return {
        type,
        service: invokedBy,
        ...facts,
        display: `AWS service ${invokedBy ?? "of unknown name"}`,
      };
    case "AWSAccount":
      // A call without credentials is reported as one of this account, which does not exist.
      return accountId === "ANONYMOUS_PRINCIPAL"
        ? { type: "Anonymous", display: "anonymous caller, without credentials" }
        : { type, ...facts, display: `AWS account ${accountId ?? "of unknown id"}` };
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
    default: {
      const who = arn ?? (type === undefined ? "unknown caller" : `unknown caller of type ${type}`);
      return { type: "Unknown", reportedType: type, ...facts, display: who };
    }
  }
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
