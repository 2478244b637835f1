import {
  ABSENT_OR_TAG,
  anyText,
  type ChosenKey,
  type Domain,
  isHeader,
  isNumberWithin,
  optional,
  perhapsOthers,
} from "./domain";

const PUT_OBJECT = ["s3:putobject"];
const PUT_TAGS = ["s3:putobject", "s3:putobjecttagging", "s3:putobjectversiontagging"];
const WITH_ACL = ["s3:putobject", "s3:putobjectacl", "s3:putobjectversionacl", "s3:putbucketacl"];
const WITH_STORAGE_CLASS = ["s3:putobject", "s3:putobjectacl", "s3:putobjectversionacl"];
const LISTING = ["s3:listbucket", "s3:listbucketversions"];
const VERSIONS = [
  "s3:getobjectversion",
  "s3:getobjectversionacl",
  "s3:getobjectversionattributes",
  "s3:getobjectversiontagging",
  "s3:putobjectversionacl",
  "s3:putobjectversiontagging",
  "s3:deleteobjectversion",
  "s3:deleteobjectversiontagging",
];
const CANNED_ACLS = [
  "private",
  "public-read",
  "public-read-write",
  "authenticated-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
];
const STORAGE_CLASSES = [
  "STANDARD",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "GLACIER_IR",
  "DEEP_ARCHIVE",
];

const bound = (domain: Domain, actions: readonly string[]): ChosenKey => ({ domain: () => domain, actions });
const text = (actions: readonly string[]): ChosenKey =>
  bound(
    anyText((value) => value !== ""),
    actions,
  );
const words = (values: readonly string[], actions: readonly string[]): ChosenKey =>
  bound({ ...optional(...values), accepts: isHeader }, actions);

/**
 * Keys that only some calls have.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const KEYS_OF_CALLS: ReadonlyMap<string, ChosenKey> = new Map<string, ChosenKey>([
  ["aws:tagkeys", text(["s3:tagresource", "s3:untagresource"])],
  ["s3:delimiter", text(LISTING)],
  ["s3:prefix", text(LISTING)],
  ["s3:max-keys", bound({ absent: true, values: ["1"], accepts: isNumberWithin(0, 1000) }, LISTING)],
  ["s3:versionid", text(VERSIONS)],
  ["s3:if-match", text(["s3:putobject", "s3:deleteobject"])],
  ["s3:if-none-match", words(["*"], PUT_OBJECT)],
  ["s3:objectcreationoperation", bound({ ...optional("true", "false"), accepts: perhapsOthers }, PUT_OBJECT)],
  ["s3:requestobjecttagkeys", text(PUT_TAGS)],
  [
    "s3:object-lock-mode",
    bound(optional("GOVERNANCE", "COMPLIANCE"), ["s3:putobject", "s3:putobjectretention"]),
  ],
  ["s3:object-lock-legal-hold", bound(optional("ON", "OFF"), ["s3:putobject", "s3:putobjectlegalhold"])],
  [
    "s3:object-lock-remaining-retention-days",
    bound({ absent: true, values: ["1"], accepts: isNumberWithin(1, 36_500) }, [
      "s3:putobject",
      "s3:putobjectretention",
    ]),
  ],
  ["s3:x-amz-acl", bound({ ...optional(...CANNED_ACLS), accepts: perhapsOthers }, WITH_ACL)],
  ...["full-control", "read", "read-acp", "write", "write-acp"].map((kind): [string, ChosenKey] => [
    `s3:x-amz-grant-${kind}`,
    text(WITH_ACL),
  ]),
  ["s3:x-amz-copy-source", text(PUT_OBJECT)],
  ["s3:x-amz-metadata-directive", bound(optional("COPY", "REPLACE"), PUT_OBJECT)],
  [
    "s3:x-amz-server-side-encryption",
    bound({ ...optional("AES256", "aws:kms", "aws:kms:dsse"), accepts: perhapsOthers }, PUT_OBJECT),
  ],
  ["s3:x-amz-server-side-encryption-aws-kms-key-id", text(PUT_OBJECT)],
  ["s3:x-amz-server-side-encryption-customer-algorithm", bound(optional("AES256"), PUT_OBJECT)],
  [
    "s3:x-amz-storage-class",
    bound({ ...optional(...STORAGE_CLASSES), accepts: perhapsOthers }, WITH_STORAGE_CLASS),
  ],
  ["s3:x-amz-website-redirect-location", text(PUT_OBJECT)],
]);

/** Those of which a part is the name of a tag. */
export const TAG_KEYS_OF_CALLS: readonly (readonly [prefix: string, ChosenKey])[] = [
  ["aws:requesttag/", bound(ABSENT_OR_TAG, ["s3:tagresource"])],
  ["s3:requestobjecttag/", bound(ABSENT_OR_TAG, PUT_TAGS)],
];
