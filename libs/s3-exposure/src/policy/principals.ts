import { isRecord, listOf, type Principal, readPrincipal } from "@security-auto/iam-policy";

/** `Principal`, or with `except` the `NotPrincipal`, of a statement. Never empty. */
export interface Principals {
  readonly except: boolean;
  readonly names: readonly Principal[];
  readonly everyone: boolean;
  readonly accounts: ReadonlySet<string>;
  readonly arns: ReadonlySet<string>;
  /** Account and name of each role: its sessions are meant with it. */
  readonly roles: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** Those who have to be looked at one by one. */
  readonly others: readonly Principal[];
}

/** Sorts names, so that one who has a name is found at once among hundreds. */
export function principalsOf(names: readonly Principal[], except = false): Principals {
  const accounts = new Set<string>();
  const arns = new Set<string>();
  const roles = new Set<string>();
  const services = new Set<string>();
  const others: Principal[] = [];
  for (const name of names) {
    if (name.kind === "account") accounts.add(name.account);
    else if (name.kind === "service") services.add(name.name);
    else if (name.kind === "principal") {
      arns.add(name.arn);
      if (!name.session && name.role !== undefined) roles.add(`${name.account} ${name.role}`);
    } else others.push(name);
  }
  const everyone = names.some(({ kind }) => kind === "everyone");
  return { except, names, everyone, accounts, arns, roles, services, others };
}

/** Reads `Principal` or `NotPrincipal`; `undefined` when it is not exactly one of them, names nobody, or is no list of names. */
export function readPrincipals(principal: unknown, notPrincipal: unknown): Principals | undefined {
  if ((principal === undefined) === (notPrincipal === undefined)) return undefined;
  const except = notPrincipal !== undefined;
  const names = readNames(except ? notPrincipal : principal);
  return names === undefined || names.length === 0 ? undefined : principalsOf(names, except);
}

function readNames(element: unknown): readonly Principal[] | undefined {
  if (typeof element === "string") return [readPrincipal("AWS", element)];
  if (!isRecord(element)) return undefined;
  const names: Principal[] = [];
  for (const [type, given] of Object.entries(element)) {
    for (const value of listOf(given)) {
      if (typeof value !== "string" && typeof value !== "number") return undefined;
      names.push(readName(type, String(value)));
    }
  }
  return names;
}

function readName(kind: string, text: string): Principal {
  // `{"*": "*"}` says what `"*"` says.
  return readPrincipal(kind === "*" ? "AWS" : kind, text);
}
