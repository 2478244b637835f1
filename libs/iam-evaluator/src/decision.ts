/** A statement, by its policy and place. */
export interface StatementRef {
  /** Name of the policy. */
  readonly policy: string;
  /** Place in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
}

/** Something in a policy or request that the evaluator does not know. */
export interface Unsupported {
  /** What kind of thing, e.g. `condition operator`. */
  readonly what: string;
  /** The thing itself, e.g. `StringMatches`. */
  readonly name: string;
  /** e.g. `topic-policy: Statement[1].Condition.StringMatches`. */
  readonly where: string;
}

/** What IAM would answer, and why. `refused`: it depends on something the evaluator does not know. */
export type Decision =
  | {
      readonly decision: "allowed";
      /** Absent only for an account's root user, who needs no statement. */
      readonly statement?: StatementRef;
      /** One sentence for a person. */
      readonly because: string;
    }
  | { readonly decision: "explicitly denied"; readonly statement: StatementRef; readonly because: string }
  | { readonly decision: "implicitly denied"; readonly because: string }
  | {
      readonly decision: "refused";
      readonly unsupported: readonly Unsupported[];
      readonly because: string;
    };

/** A statement as one names it in a sentence. */
export function nameOf({ policy, index, sid }: StatementRef): string {
  return `statement ${sid === undefined ? `${index + 1}` : `"${sid}"`} of policy "${policy}"`;
}
