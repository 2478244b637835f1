import type { AssumedRoleActor } from "./actor";
import type { UserIdentity } from "./user-identity";

const SESSION_ARN = /^arn:[a-z-]+:sts::\d{12}:assumed-role\/([^/]+)\/(.+)$/;
const ROLE_ARN = /^arn:[a-z-]+:iam::\d{12}:role\//;
const SSO_ROLE = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;
const SSO_PATH = ":role/aws-reserved/sso.amazonaws.com/";

type RoleSession = Pick<AssumedRoleActor, "roleName" | "roleArn" | "sessionName" | "sso">;

/** What a role session's identity says of its role, its session name and, behind Identity Center, its user. */
export function roleSession(identity: UserIdentity): RoleSession {
  const [, arnRole, arnSession] = SESSION_ARN.exec(identity.arn ?? "") ?? [];
  // Of a role itself the ARN is the role's own, with its path.
  const ownArn = identity.arn !== undefined && ROLE_ARN.test(identity.arn) ? identity.arn : undefined;
  const issuer = identity.sessionContext?.sessionIssuer;
  const roleArn = issuer?.arn ?? ownArn;
  const roleName = issuer?.userName ?? arnRole ?? ownArn?.split("/").at(-1);
  const sessionName = arnSession ?? identity.principalId?.split(":")[1];
  const permissionSet = SSO_ROLE.exec(roleName ?? "")?.[1];
  // Only Identity Center can make roles below its path; the name alone could be anybody's.
  const fromIdentityCenter = roleArn === undefined || roleArn.includes(SSO_PATH);
  const sso =
    permissionSet !== undefined && sessionName !== undefined && fromIdentityCenter
      ? { permissionSet, user: sessionName }
      : undefined;
  return { roleName, roleArn, sessionName, sso };
}
