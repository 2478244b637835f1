import type { Role } from "../iam/role";
import { sessionPrincipal } from "../iam/sender";
import type { KnownCaller } from "./caller";
import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { uniqueId } from "./unique-id";

type Identity = Omit<KnownCaller, "accessKeyId" | "since">;

/** Somebody who has assumed a role. */
export function roleSession(
  role: Pick<Role, "arn" | "name" | "accountId" | "policies" | "boundary">,
  session: string,
): Identity {
  const principal = sessionPrincipal(role, session);
  return {
    kind: "role",
    name: role.name,
    accountId: role.accountId,
    arn: principal.arn,
    principal,
    principalId: `${uniqueId("AROA", role.arn)}:${session}`,
    policies: role.policies,
    ...(role.boundary !== undefined && { boundary: role.boundary }),
    roleArn: role.arn,
  };
}

export function iamUser(
  partition: string,
  accountId: string,
  name: string,
  policies: readonly NamedPolicy[],
): Identity {
  const arn = `arn:${partition}:iam::${accountId}:user/${name}`;
  return {
    kind: "user",
    name,
    accountId,
    arn,
    principal: { kind: "aws", arn, accountId },
    principalId: uniqueId("AIDA", arn),
    policies,
  };
}
