import { exact, type IdentityStatement, partitionOf } from "@security-auto/iam-policy";

/** An action of IAM, which need not have the name of the call, and what a function needs it for. */
export interface ActionUse {
  readonly action: `${string}:${string}`;
  /** In a few words; `npm run policies` prints them. */
  readonly because: string;
}

/**
 * What the code of one function may do, beside what Lambda needs to run it. This is the only place that says so: the stack makes the
 * statement from it, `npm run policies` prints its reasons, and the proof accepts its wildcard.
 *
 * @example
 * ```ts
 * const tagPermission: FunctionPermission = {
 *   actions: [{ action: "s3:GetBucketTagging", because: "reads the tags of the bucket that changed" }],
 *   resource: "arn:${Partition}:s3:::*",
 *   wildcardBecause: "Which bucket changed is known only when an event names it.",
 * };
 * ```
 */
export interface FunctionPermission {
  readonly actions: readonly [ActionUse, ...ActionUse[]];
  /**
   * As in AWS's service authorization reference: `${Partition}`, `${Region}` and `${Account}` are those of the stack, and the stack gives
   * other names. Each is a whole part between `:` and `/`. If the resource does not name the account, as a bucket's ARN does
   * not, a condition limits it to the stack's account.
   */
  readonly resource: `arn:${string}` | "*";
  /** One sentence, if the resource has a wildcard. */
  readonly wildcardBecause?: string;
}

/** Where a permission holds, and what else its resource names. */
export interface PermissionPlace {
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly [name: string]: string;
}

/**
 * The statement that grants a permission.
 *
 * @throws RangeError if the resource names something that `place` does not have
 */
export function functionStatement(
  { actions, resource }: FunctionPermission,
  { region, accountId, ...names }: PermissionPlace,
): IdentityStatement {
  const values: Readonly<Record<string, string>> = {
    ...names,
    Partition: partitionOf(region),
    Region: region,
    Account: accountId,
  };
  return {
    Effect: "Allow",
    Action: actions.map(({ action }) => action),
    Resource: resource.replace(/\$\{(\w+)\}/g, (_, name: string) => exact(values[name] ?? "", name)),
    ...(!resource.includes("${Account}") && {
      Condition: { StringEquals: { "aws:ResourceAccount": exact(accountId, "account id") } },
    }),
  };
}

/** Whether a resource is that of a permission, in any place. */
export function isResourceOf({ resource }: FunctionPermission, found: string): boolean {
  const wanted = resource.split(SEPARATORS);
  const parts = found.split(SEPARATORS);
  return (
    wanted.length === parts.length &&
    wanted.every(
      (part, index) => part === parts[index] || (isPlaceholder(part) && /^[^*?]+$/.test(parts[index] ?? "")),
    )
  );
}

const SEPARATORS = /[:/]/;
const isPlaceholder = (part: string): boolean => /^\$\{\w+\}$/.test(part);
