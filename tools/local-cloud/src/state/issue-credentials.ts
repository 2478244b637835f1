import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { parseArn, policyDocument } from "@security-auto/iam-policy";
import type { EventBus } from "./event-bus";
import { namedPolicy } from "../iam/policy-store";
import type { Role } from "../iam/role";
import { iamUser, roleSession } from "../identity/callers";
import type { Credentials, CredentialStore } from "../identity/credential-store";

/** Whose credentials are wanted. */
export type CredentialsFor = {
  /** Twelve digits. */
  readonly accountId: string;
  /**
   * Policy documents. Default: those of the role, when a stack makes it; otherwise everything is allowed, as to an
   * administrator.
   */
  readonly policies?: readonly unknown[];
  /** After that they are refused. Default: never. */
  readonly lifetimeSeconds?: number;
} & (
  | {
      /** Name of a role, without its path. */
      readonly roleName: string;
      /** Default: `local-cloud`. */
      readonly sessionName?: string;
      readonly userName?: never;
    }
  | { readonly userName: string; readonly roleName?: never; readonly sessionName?: never }
);

interface Issuing {
  readonly credentials: CredentialStore;
  readonly roles: ReadonlyMap<string, Role>;
  /** The central bus, for the partition. */
  readonly bus: EventBus;
}

const ADMINISTRATOR: NamedPolicy = {
  name: "administrator",
  document: policyDocument({ Effect: "Allow", Action: "*", Resource: "*" }),
};

/** @throws LocalCloudError for a policy that is none */
export function issueCredentials(who: CredentialsFor, { credentials, roles, bus }: Issuing): Credentials {
  const { accountId, lifetimeSeconds } = who;
  const given = who.policies?.map((policy, index) => namedPolicy(`policies[${index}]`, policy));
  const partition = parseArn(bus.arn)?.partition ?? "aws";
  if (who.userName !== undefined) {
    const user = iamUser(partition, accountId, who.userName, given ?? [ADMINISTRATOR]);
    return credentials.issue(user, lifetimeSeconds);
  }
  const { roleName: name, sessionName = "local-cloud" } = who;
  const known = [...roles.values()].find((role) => role.accountId === accountId && role.name === name);
  const arn = known?.arn ?? `arn:${partition}:iam::${accountId}:role/${name}`;
  const role = { arn, name, accountId, ...known, policies: given ?? known?.policies ?? [ADMINISTRATOR] };
  return credentials.issue(roleSession(role, sessionName), lifetimeSeconds);
}
