/**
 * What may stand at one path of a template, its references resolved. `text`: any string, number or boolean, such as a
 * name or a size. `is`: one of these values. `like`: a text that fits the whole pattern, whose groups `account` and
 * `region` have to be those of the stack, and `home` the security account. `ours`: the ARN of something that the stacks make, of
 * one of these services, or of a queue that Lambda polls, or a text that fits. `json like`: a value whose JSON fits the whole pattern, as a text does. `judged`: a policy, which the comparison reads whole. `anything`: whatever stands below.
 * `member template`: the JSON of the member stack.
 */
export type Allowed =
  | { readonly kind: "text" | "judged" | "anything" | "member template" }
  | { readonly kind: "is"; readonly values: readonly unknown[] }
  | { readonly kind: "like" | "json like"; readonly pattern: RegExp }
  | {
      readonly kind: "ours";
      readonly services: readonly string[];
      readonly orPolledQueue?: true;
      readonly orLike?: RegExp;
    };

/** By path below `Properties`, with `[]` for each entry of a list. */
export type AllowedPaths = Readonly<Record<string, Allowed>>;

export interface AllowedResource {
  readonly properties: AllowedPaths;
  /** Of each row at least one property has to be there: without it the service chooses something weaker. */
  readonly needs?: readonly (readonly string[])[];
}

/** Everything that may stand in a template. What is not listed is refused, with its path. */
export interface AllowedStack {
  /** Where this list is, for messages. */
  readonly file: string;
  /** Of the template beside its resources, by path. */
  readonly template: AllowedPaths;
  /** Of a resource beside its properties, by path. */
  readonly attributes: AllowedPaths;
  /** By type. */
  readonly resources: Readonly<Record<string, AllowedResource>>;
}

export const TEXT: Allowed = { kind: "text" };
export const JUDGED: Allowed = { kind: "judged" };
export const ANYTHING: Allowed = { kind: "anything" };
export const MEMBER_TEMPLATE: Allowed = { kind: "member template" };

export function is(...values: readonly unknown[]): Allowed {
  return { kind: "is", values };
}

export function like(pattern: RegExp): Allowed {
  return { kind: "like", pattern };
}

export function jsonLike(pattern: RegExp): Allowed {
  return { kind: "json like", pattern };
}

/** Something of the stacks, or a queue that Lambda polls: from any other one, nobody takes what is sent there. */
export function oursOrPolledQueue(...services: readonly string[]): Allowed {
  return { kind: "ours", services, orPolledQueue: true };
}

/** The same, or a call of AWS's API whose ARN fits the whole pattern. */
export function polledQueueOr(pattern: RegExp): Allowed {
  return { kind: "ours", services: [], orPolledQueue: true, orLike: pattern };
}

export function ours(...services: readonly string[]): Allowed {
  return { kind: "ours", services };
}
