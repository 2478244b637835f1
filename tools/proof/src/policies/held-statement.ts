import { type AcceptedStatement, parseArn } from "@security-auto/iam-policy";

/**
 * What a statement hangs on: `role`, it says what the role may do; `trust`, who may assume the role; `resource`, who
 * may use a queue, topic or bus.
 */
export type HolderKind = "role" | "trust" | "resource";

export interface Holder {
  readonly kind: HolderKind;
  /** Of the role or of the resource. */
  readonly arn: string;
}

/** Where in the templates a statement stands. */
export interface StatementPlace {
  /** Of the central stacks, or of the template that every member account gets. */
  readonly template: "central" | "member";
  readonly logicalId: string;
  /** From the resource's `Properties` to the statement. */
  readonly path: readonly (string | number)[];
}

/** One statement of one policy of the stacks. */
export interface HeldStatement {
  readonly holder: Holder;
  /** Name of the policy, for a person. */
  readonly policy: string;
  /** From 0. */
  readonly index: number;
  readonly statement: AcceptedStatement;
  readonly place: StatementPlace;
}

/** Every policy of the stacks. */
export interface HeldPolicies {
  /** Also those that hold no statement: what they would have to agree to is refused. */
  readonly holders: readonly Holder[];
  readonly statements: readonly HeldStatement[];
}

export function isSame(one: Holder, other: Holder): boolean {
  return one.kind === other.kind && one.arn === other.arn;
}

/** Alike for holders that are the same. */
export function keyOfHolder({ kind, arn }: Holder): string {
  return `${kind} ${arn}`;
}

/** Whether both are the same statement of the templates, read at different times. */
export function isSamePlace(one: HeldStatement, other: HeldStatement): boolean {
  return JSON.stringify(one.place) === JSON.stringify(other.place);
}

/** E.g. `role lambda-slaw-s3`, `trust of role lambda-slaw-s3`, `policy of sqs security-auto-failures`. */
export function nameOfHolder({ kind, arn }: Holder): string {
  const { service = "", accountId: account = "", resource = arn } = parseArn(arn) ?? {};
  const name = resource.replace(/^(?:role|event-bus)\//, "");
  switch (kind) {
    case "role":
      return `role ${name} (${account})`;
    case "trust":
      return `trust of role ${name} (${account})`;
    case "resource":
      return `policy of ${service} ${name} (${account})`;
  }
}

/** A statement as one names it: by its `Sid`, else by its place in the policy. */
export function nameOfStatement({ policy, index, statement }: HeldStatement): string {
  return `${policy}, statement ${statement.Sid === undefined ? `${index + 1}` : `"${statement.Sid}"`}`;
}
