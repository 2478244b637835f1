/** The elements of a policy. Their names are literal, here and in the other lists: AWS knows no other case of them. */
export const POLICY_ELEMENTS = ["Version", "Id", "Statement"] as const;

/** The elements of a statement. */
export const STATEMENT_ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

/** The kinds of principals. */
export const PRINCIPAL_KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/**
 * The members of an object that are none of these elements.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function unknownElements(object: object, elements: readonly string[]): readonly string[] {
  return Object.keys(object).filter((name) => !elements.includes(name));
}
