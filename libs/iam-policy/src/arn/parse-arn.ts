import { includes } from "../glob/glob";
import { type Pattern, splitAt } from "../glob/pattern";

/** The parts of an ARN, or of a pattern of ARNs. Region and account are empty where the service leaves them out. */
export interface Arn<Part extends Pattern = string> {
  readonly partition: Part;
  readonly service: Part;
  readonly region: Part;
  readonly accountId: Part;
  /** Everything after the fifth colon, colons and slashes included. */
  readonly resource: Part;
}

/**
 * The parts of an ARN, or of a pattern of ARNs, whose first part may be a wildcard too; `undefined` when it is none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | undefined;
export function parseArn(pattern: Pattern): Arn<Pattern> | undefined;
export function parseArn(pattern: Pattern): Arn<Pattern> | undefined {
  const [prefix = "", partition = "", service = "", region, accountId, resource] = splitAt(":", pattern, 6);
  if (region === undefined || accountId === undefined || resource === undefined) return undefined;
  if (partition.length === 0 || service.length === 0 || !includes(prefix, PREFIX)) return undefined;
  return { partition, service, region, accountId, resource };
}

const PREFIX = "arn";

/**
 * Whether every ARN that fits `narrow` fits `wide`: each part on its own, so that a `*` does not run over a colon. `undefined`
 * when `wide` is no pattern of ARNs.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnIncludes(wide: Pattern, narrow: Pattern): boolean | undefined {
  const one = parseArn(wide);
  if (one === undefined) return undefined;
  const other = parseArn(narrow);
  return (
    other !== undefined &&
    includes(one.partition, other.partition) &&
    includes(one.service, other.service) &&
    includes(one.region, other.region) &&
    includes(one.accountId, other.accountId) &&
    includes(one.resource, other.resource)
  );
}

/** Whether a text may stand as a `Resource`: an ARN, the beginning of one, or `*` for all there are. */
export function isResource(text: string): boolean {
  return text === "*" || text.startsWith("arn:");
}

const ACCOUNT = /^\d{12}$/;

export function isAccountId(text: string): boolean {
  return ACCOUNT.test(text);
}

/** The account that an ARN, or a pattern of ARNs, fixes. */
export function accountInArn(text: string): string | undefined {
  const account = parseArn(text)?.accountId;
  return account !== undefined && isAccountId(account) ? account : undefined;
}
