import type { CallerVariant, Network } from "./caller";

/** Who makes a request, as `aws:PrincipalType` says it; an AWS service has none that is known. */
export type CallerType = "Anonymous" | "Account" | "User" | "FederatedUser" | "AssumedRole" | "Service";

/** All that ties keys of one request together: given a form, each key that a caller chooses is chosen by itself. */
export interface Form {
  readonly type: CallerType;
  /** With credentials that end; `mfa`: made with a second factor. */
  readonly temporary: boolean;
  readonly mfa: boolean;
  /** Over TLS. */
  readonly secure: boolean;
  /** Made by an AWS service with the caller's credentials. */
  readonly via: boolean;
  /** Through a VPC endpoint; `undefined` where both are possible. */
  readonly endpoint: boolean;
}

type Credentials = Pick<Form, "type" | "temporary" | "mfa">;

const CREDENTIALS: readonly Credentials[] = [
  { type: "AssumedRole", temporary: true, mfa: false },
  { type: "AssumedRole", temporary: true, mfa: true },
  { type: "User", temporary: false, mfa: false },
  { type: "User", temporary: true, mfa: false },
  { type: "User", temporary: true, mfa: true },
  { type: "Account", temporary: false, mfa: false },
  { type: "FederatedUser", temporary: true, mfa: false },
];

const BOTH = [false, true] as const;

/** The forms that requests of a caller can take in one network. */
export function formsOf(caller: CallerVariant, { kind }: Network): readonly Form[] {
  const endpoints = kind === "anywhere" ? BOTH : [kind === "endpoint"];
  const vias = caller.kind === "signed in" ? BOTH : [false];
  return credentialsOf(caller).flatMap((credentials) =>
    endpoints.flatMap((endpoint) =>
      vias.flatMap((via) => [true, false].map((secure) => ({ ...credentials, endpoint, via, secure }))),
    ),
  );
}

function credentialsOf(caller: CallerVariant): readonly Credentials[] {
  if (caller.kind !== "signed in")
    return [{ type: caller.kind === "service" ? "Service" : "Anonymous", temporary: false, mfa: false }];
  const types = typesOf(caller);
  return types === undefined ? CREDENTIALS : CREDENTIALS.filter(({ type }) => types.includes(type));
}

function typesOf({
  principal,
  identity,
}: Extract<CallerVariant, { kind: "signed in" }>): readonly CallerType[] | undefined {
  if (identity?.what === "unique id") {
    if (identity.id.startsWith("AIDA")) return ["User"];
    if (identity.id.startsWith("AROA")) return ["AssumedRole"];
  }
  if (principal === undefined) return undefined;
  if (principal.root === true) return ["Account"];
  if (principal.role !== undefined) return ["AssumedRole"];
  return principal.arn.includes(":user/") ? ["User"] : undefined;
}
