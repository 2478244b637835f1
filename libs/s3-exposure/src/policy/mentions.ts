import {
  accountInArn,
  hasWildcard,
  isAccountId,
  type Principal,
  readPrincipal,
} from "@security-auto/iam-policy";
import type { Statement } from "./statement";
import type { Condition } from "./condition";
import {
  isPrincipalArn,
  isUserId,
  mayBeUserId,
  organizationIn,
  principalArnInAnyCase,
  userIdInAnyCase,
  userIdOwner,
} from "./value-parts";

export type NamedPrincipal = Extract<Principal, { kind: "principal" }>;
export type Identity = Extract<Principal, { kind: "identity" }>;

/** A VPC, an endpoint of one, or whose it is, under the key that holds it. */
export interface NamedNetwork {
  readonly key: string;
  readonly value: string;
}

/** Everyone and everything a policy names, in principals and in conditions: those whose access may differ from all others'. */
export interface Mentions {
  readonly accounts: ReadonlySet<string>;
  readonly organizations: ReadonlySet<string>;
  /** By ARN. */
  readonly principals: ReadonlyMap<string, NamedPrincipal>;
  /** Accounts whose root user is named by a condition; as a principal, the root's ARN is the whole account. */
  readonly roots: ReadonlySet<string>;
  /** By id. */
  readonly identities: ReadonlyMap<string, Identity>;
  readonly services: ReadonlySet<string>;
  /** Accounts, organizations and resources on whose behalf a service may call. */
  readonly sources: {
    readonly accounts: ReadonlySet<string>;
    readonly organizations: ReadonlySet<string>;
    readonly arns: ReadonlySet<string>;
  };
  readonly networks: ReadonlyMap<string, NamedNetwork>;
  /** Accounts whose access points are named. */
  readonly accessPointAccounts: ReadonlySet<string>;
  /** The condition keys there are, in lower case. */
  readonly keys: ReadonlySet<string>;
}

/** Collects {@link Mentions}, beginning with others. */
export class MentionCollector implements Mentions {
  readonly accounts = new Set<string>();
  readonly organizations = new Set<string>();
  readonly principals = new Map<string, NamedPrincipal>();
  readonly roots = new Set<string>();
  readonly identities = new Map<string, Identity>();
  readonly services = new Set<string>();
  readonly sources = {
    accounts: new Set<string>(),
    organizations: new Set<string>(),
    arns: new Set<string>(),
  };
  readonly networks = new Map<string, NamedNetwork>();
  readonly accessPointAccounts = new Set<string>();
  readonly keys = new Set<string>();

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
      case "service":
        this.services.add(principal.name);
        break;
      case "everyone":
        break;
    }
  }

  addStatement({ principals, conditions }: Statement): void {
    for (const principal of principals.names) this.addPrincipal(principal);
    for (const condition of conditions) {
      if (condition.facts === undefined) continue;
      this.keys.add(condition.key);
      for (const value of condition.values)
        if (!condition.unsettled.has(value)) this.#addValue(condition, value);
    }
  }

  add(other: Mentions): void {
    for (const each of other.accounts) this.accounts.add(each);
    for (const each of other.organizations) this.organizations.add(each);
    for (const [name, each] of other.principals) this.principals.set(name, each);
    for (const each of other.roots) this.roots.add(each);
    for (const [name, each] of other.identities) this.identities.set(name, each);
    for (const each of other.services) this.services.add(each);
    for (const each of other.sources.accounts) this.sources.accounts.add(each);
    for (const each of other.sources.organizations) this.sources.organizations.add(each);
    for (const each of other.sources.arns) this.sources.arns.add(each);
    for (const [name, each] of other.networks) this.networks.set(name, each);
    for (const each of other.accessPointAccounts) this.accessPointAccounts.add(each);
    for (const each of other.keys) this.keys.add(each);
  }

  #addValue({ key, facts, test }: Condition, value: string): void {
    switch (key) {
      case "aws:principalaccount":
        if (isAccountId(value)) this.accounts.add(value);
        return;
      case "aws:principalorgid":
      case "aws:principalorgpaths":
        // Organization ids are in lower case; StringEqualsIgnoreCase finds them in any.
        addFixed(this.organizations, organizationIn(value).toLowerCase());
        return;
      case "aws:principalarn":
        this.#addPrincipalArn(test === "equals ignoring case" ? principalArnInAnyCase(value) : value);
        return;
      case "lambda:sourcefunctionarn":
      case "ec2:sourceinstancearn":
        addAccount(this.accounts, value);
        return;
      case "aws:userid":
        this.#addUserId(test === "equals ignoring case" ? userIdInAnyCase(value) : value, test === "like");
        return;
      case "aws:principalservicename":
      case "aws:principalservicenameslist":
        addFixed(this.services, value);
        return;
      case "aws:sourceaccount":
      case "aws:sourceowner":
        if (isAccountId(value)) this.sources.accounts.add(value);
        return;
      case "aws:sourceorgid":
      case "aws:sourceorgpaths":
        addFixed(this.sources.organizations, organizationIn(value).toLowerCase());
        return;
      case "aws:sourcearn":
        addAccount(this.sources.accounts, value);
        addFixed(this.sources.arns, value);
        return;
      case "s3:dataaccesspointaccount":
        if (isAccountId(value)) this.#addAccessPointsOf(value);
        return;
      case "s3:dataaccesspointarn": {
        const account = accountInArn(value);
        if (account !== undefined) this.#addAccessPointsOf(account);
        return;
      }
      default:
        if (facts?.tells === "network" && facts.shape !== "ip" && value !== "" && !hasWildcard(value))
          this.networks.set(`${key} ${value}`, { key, value });
    }
  }

  #addAccessPointsOf(account: string): void {
    this.accounts.add(account);
    this.accessPointAccounts.add(account);
  }

  #addPrincipalArn(value: string): void {
    if (hasWildcard(value) || !isPrincipalArn(value)) {
      addAccount(this.accounts, value);
      return;
    }
    const principal = readPrincipal("AWS", value);
    this.addPrincipal(principal);
    if (principal.kind === "account") this.roots.add(principal.account);
  }

  // `AIDA...` or `AROA...:session`, whose account is not to be seen; or `111122223333:name`.
  #addUserId(value: string, takesWildcards: boolean): void {
    if (!(takesWildcards && hasWildcard(value) ? mayBeUserId(value) : isUserId(value))) return;
    const id = userIdOwner(value);
    if (hasWildcard(id) || id === "") return;
    if (isAccountId(id)) {
      this.accounts.add(id);
      if (value === id) this.roots.add(id);
    } else if (value !== "anonymous") this.identities.set(id, { kind: "identity", id, what: "unique id" });
  }
}

function addAccount(accounts: Set<string>, arn: string): void {
  const account = accountInArn(arn);
  if (account !== undefined) accounts.add(account);
}

function addFixed(set: Set<string>, value: string): void {
  if (!hasWildcard(value) && value !== "") set.add(value);
}
