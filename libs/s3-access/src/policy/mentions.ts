import { accountInArn, isAccountId } from "./arn";
import type { Statement } from "./bucket-policy";
import type { Condition } from "./condition";
import { hasWildcard } from "./glob";
import type { Principal } from "./principal";
import { organizationIn, userIdOwner } from "./value-parts";
import { hasVariable } from "./variable";

export type NamedPrincipal = Extract<Principal, { kind: "principal" }>;
export type Identity = Extract<Principal, { kind: "identity" }>;

/** Everyone a policy names, in principals and in conditions: those whose access may differ from everybody else's. */
export interface Mentions {
  readonly accounts: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  /** By ARN. */
  readonly principals: ReadonlyMap<string, NamedPrincipal>;
  /** By id. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Accounts, organizations and resources on whose behalf a service may call. */
  readonly sources: {
    readonly accounts: ReadonlySet<string>;
    readonly organizations: ReadonlySet<string>;
    readonly arns: ReadonlySet<string>;
  };
  /** Whether some condition asks for an organization at all. */
  readonly asksOrganization: boolean;
  /** Whether to some Allow it matters on whose behalf an AWS service comes. */
  readonly asksSource: boolean;
}

/** Collects {@link Mentions}, beginning with others. */
export class MentionCollector implements Mentions {
  readonly accounts: Set<string>;
  readonly organizations: Set<string>;
  readonly principals: Map<string, NamedPrincipal>;
  readonly identities: Map<string, Identity>;
  readonly sources: {
    readonly accounts: Set<string>;
    readonly organizations: Set<string>;
    readonly arns: Set<string>;
  };
  asksOrganization: boolean;
  asksSource: boolean;

  constructor(from?: Mentions) {
    this.accounts = new Set(from?.accounts);
    this.organizations = new Set(from?.organizations);
    this.principals = new Map(from?.principals);
    this.identities = new Map(from?.identities);
    this.sources = {
      accounts: new Set(from?.sources.accounts),
      organizations: new Set(from?.sources.organizations),
      arns: new Set(from?.sources.arns),
    };
    this.asksOrganization = from?.asksOrganization ?? false;
    this.asksSource = from?.asksSource ?? false;
  }

  addPrincipal(principal: Principal): void {
    switch (principal.kind) {
      case "account":
        this.accounts.add(principal.account);
        break;
      case "principal":
        this.accounts.add(principal.account);
        this.principals.set(principal.arn, principal);
        break;
      case "identity":
        this.identities.set(principal.id, principal);
        break;
      case "federated":
      case "pattern":
        if (principal.account !== undefined) this.accounts.add(principal.account);
        break;
      case "everyone":
      case "service":
        break;
    }
  }

  addStatement({ principals, conditions, asksForSource }: Statement, effect: "Allow" | "Deny"): void {
    for (const principal of principals.names) this.addPrincipal(principal);
    for (const condition of conditions) this.#addCondition(condition);
    this.asksSource ||= asksForSource && effect === "Allow";
  }

  #addCondition({ key, values, facts }: Condition): void {
    if (facts === undefined) return;
    this.asksOrganization ||= ORGANIZATION_KEYS.has(key);
    for (const value of values) {
      if (!hasVariable(value)) this.#addValue(key, value);
    }
  }

  // Organization ids are in lower case; StringEqualsIgnoreCase finds them in any.
  #addValue(key: string, value: string): void {
    switch (key) {
      case "aws:principalaccount":
        if (isAccountId(value)) this.accounts.add(value);
        break;
      case "aws:principalorgid":
      case "aws:principalorgpaths":
        addFixed(this.organizations, organizationIn(value).toLowerCase());
        break;
      case "aws:principalarn":
        this.#addArn(value);
        break;
      case "aws:userid":
        this.#addUserId(value);
        break;
      case "aws:sourceaccount":
      case "aws:sourceowner":
        if (isAccountId(value)) this.sources.accounts.add(value);
        break;
      case "aws:sourceorgid":
      case "aws:sourceorgpaths":
        addFixed(this.sources.organizations, organizationIn(value).toLowerCase());
        break;
      case "aws:sourcearn": {
        const account = accountInArn(value);
        if (account !== undefined) this.sources.accounts.add(account);
        addFixed(this.sources.arns, value);
        break;
      }
    }
  }

  #addArn(value: string): void {
    const account = accountInArn(value);
    if (account === undefined) return;
    this.accounts.add(account);
    if (!hasWildcard(value))
      this.principals.set(value, { kind: "principal", account, arn: value, session: false });
  }

  // `AIDA...` or `AROA...:session`, whose account is not to be seen; or `111122223333:name`.
  #addUserId(value: string): void {
    const id = userIdOwner(value);
    if (hasWildcard(id) || id === "") return;
    if (isAccountId(id)) this.accounts.add(id);
    else this.identities.set(id, { kind: "identity", id, what: "unique id" });
  }
}

const ORGANIZATION_KEYS: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

function addFixed(set: Set<string>, value: string): void {
  if (!hasWildcard(value) && value !== "") set.add(value);
}
