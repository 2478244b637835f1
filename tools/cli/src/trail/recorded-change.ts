import { interpretEvent, nodesAt, type S3BucketAccessCall, textsAt } from "@security-auto/events";
import { isObject } from "../core/is-object";

/** A part of a bucket's description, and the read that returns it. */
const PARTS = {
  policy: "GetBucketPolicy",
  acl: "GetBucketAcl",
  publicAccessBlock: "GetBucketPublicAccessBlock",
  tags: "GetBucketTagging",
  ownership: "GetBucketOwnershipControls",
} as const;

export type Part = keyof typeof PARTS;

/** What a recorded call left, in the words in which buckets and accounts are described for `assess`. */
export type RecordedChange =
  | {
      readonly kind: "bucket";
      readonly bucket: BucketPlace;
      /** It had nothing of its own before: it was created, or deleted and is no more. */
      readonly isNew: boolean;
      /** `null`: it is deleted. `undefined`: the event does not say what it is now. */
      readonly parts: Readonly<Partial<Record<Part, unknown>>>;
    }
  | { readonly kind: "account"; readonly account: string; readonly publicAccessBlock: object };

export interface BucketPlace {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The read that does not answer while a part of a bucket is not known. */
export const readOf = (part: Part): string => PARTS[part];

/** `undefined`: the event changed no bucket, and no account's block. */
export function recordedChange(event: unknown): RecordedChange | undefined {
  const meaning = interpretEvent(event);
  if (meaning.kind !== "change" || meaning.change.failure !== undefined) return undefined;
  const { change } = meaning;
  const parameters = parametersOf(event);
  const { accountId: account, region } = change;
  if (change.scope === "account") {
    const isDeleted = change.call === "DeleteAccountPublicAccessBlock";
    return { kind: "account", account, publicAccessBlock: isDeleted ? NOTHING_BLOCKED : blockIn(parameters) };
  }
  if (change.scope !== "bucket") return undefined;
  const bucket = { name: change.bucket, account, region };
  return { kind: "bucket", bucket, ...leftBy(change.call, change.put?.value, parameters) };
}

type Left = Omit<Extract<RecordedChange, { readonly kind: "bucket" }>, "kind" | "bucket">;

function leftBy(call: S3BucketAccessCall, put: unknown, parameters: unknown): Left {
  switch (call) {
    case "CreateBucket":
      return { isNew: true, parts: createdWith(parameters, put) };
    case "DeleteBucket":
      return { isNew: true, parts: {} };
    case "PutBucketPolicy":
    case "DeleteBucketPolicy":
      return { isNew: false, parts: { policy: put } };
    case "PutBucketAcl":
      return { isNew: false, parts: { acl: put } };
    case "PutBucketPublicAccessBlock":
    case "DeleteBucketPublicAccessBlock":
      return { isNew: false, parts: { publicAccessBlock: put } };
    case "PutBucketTagging":
      return { isNew: false, parts: { tags: tagsIn(parameters) } };
    case "DeleteBucketTagging":
      return { isNew: false, parts: { tags: null } };
    case "PutBucketOwnershipControls":
      return {
        isNew: false,
        parts: { ownership: textsAt(parameters, "OwnershipControls.Rule.ObjectOwnership")[0] },
      };
    case "DeleteBucketOwnershipControls":
      return { isNew: false, parts: { ownership: null } };
    default:
      return { isNew: false, parts: {} };
  }
}

const FLAGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;

const blockOf = (isOn: (flag: string) => boolean): object =>
  Object.fromEntries(FLAGS.map((flag) => [flag, isOn(flag)]));

const NOTHING_BLOCKED = blockOf(() => false);

function blockIn(parameters: unknown): object {
  const settings = nodesAt(parameters, "PublicAccessBlockConfiguration");
  return blockOf((flag) => nodesAt(settings, flag).some((value) => String(value).toLowerCase() === "true"));
}

/**
 * What a bucket has from the start since April 2023, unless the call says otherwise.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
 */
function createdWith(parameters: unknown, acl: unknown): Left["parts"] {
  const [ownership = "BucketOwnerEnforced"] = textsAt(parameters, "x-amz-object-ownership");
  return {
    publicAccessBlock: blockOf(() => true),
    ownership,
    ...(acl !== undefined && { acl }),
  };
}

function tagsIn(parameters: unknown): object | undefined {
  const sets = nodesAt(parameters, "Tagging.TagSet");
  if (sets.length !== 1) return undefined;
  const tags = nodesAt(sets, "Tag").map((tag) => [textsAt(tag, "Key")[0] ?? "", valueIn(tag)] as const);
  return Object.fromEntries(tags);
}

/** CloudTrail writes the tag value "true" as JSON's `true`. */
function valueIn(tag: unknown): string {
  const [value] = nodesAt(tag, "Value");
  return typeof value === "boolean" || typeof value === "number"
    ? String(value)
    : (textsAt(tag, "Value")[0] ?? "");
}

function parametersOf(event: unknown): unknown {
  const detail = isObject(event) ? event["detail"] : undefined;
  return isObject(detail) ? detail["requestParameters"] : undefined;
}
