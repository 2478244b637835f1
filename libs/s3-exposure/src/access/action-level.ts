import { hasWildcard } from "@security-auto/iam-policy";

/** Actions on objects whose names do not begin with a verb and `Object`. */
const OTHER_OBJECT_ACTIONS: ReadonlySet<string> = new Set([
  "s3:abortmultipartupload",
  "s3:bypassgovernanceretention",
  "s3:initiatereplication",
  "s3:listmultipartuploadparts",
  "s3:objectowneroverridetobucketowner",
  "s3:replicatedelete",
  "s3:replicateobject",
  "s3:replicatetags",
]);

const OBJECT_VERBS = ["s3:getobject", "s3:putobject", "s3:deleteobject", "s3:restoreobject"];

/** Whether an action (in lower case) is surely one on objects. */
export function isObjectAction(action: string): boolean {
  if (OTHER_OBJECT_ACTIONS.has(action)) return true;
  return OBJECT_VERBS.some((verb) => action.startsWith(verb));
}

const BUCKET_VERBS = ["s3:listbucket", "s3:getbucket", "s3:putbucket", "s3:deletebucket", "s3:createbucket"];

/** Whether an action (in lower case) is surely one on the bucket. */
export function isBucketAction(action: string): boolean {
  if (BUCKET_VERBS.some((verb) => action.startsWith(verb))) return true;
  return !hasWildcard(action) && action.startsWith("s3:") && action.endsWith("configuration");
}
