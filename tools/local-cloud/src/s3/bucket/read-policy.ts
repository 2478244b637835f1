import {
  type AcceptedStatement,
  isAccountId,
  parsePolicyDocument,
  PRINCIPAL_KINDS,
  statementsOf,
} from "@security-auto/iam-policy";
import type { BucketPolicy } from "./bucket";
import type { PolicyClassifier } from "./operation";
import { S3Error } from "./s3-error";

const LARGEST_BYTES = 20 * 1024;

/**
 * Reads the policy of a bucket or access point as PutBucketPolicy takes it; `name` says whose it is. Whether the principals
 * it names exist is not checked.
 *
 * @throws S3Error `MalformedPolicy`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function readPolicy(
  text: string,
  { name, arn }: { readonly name: string; readonly arn: string },
  isPublic: PolicyClassifier,
): BucketPolicy {
  const json = jsonOf(text);
  if (Buffer.byteLength(text) > LARGEST_BYTES)
    throw malformed("Policy exceeds the maximum allowed document size.");
  const parsed = parsePolicyDocument(json);
  if (!parsed.success) {
    const { path, reason } = parsed.error;
    throw malformed(`Policy has invalid ${path === "" ? "document" : path}: ${reason}`);
  }
  const statements = statementsOf(parsed.data);
  if (statements.length === 0) throw malformed("Could not parse the policy: Statement is empty!");
  for (const statement of statements) checkStatement(statement, arn);
  return {
    text,
    named: { name: `policy of ${name}`, document: parsed.data },
    isPublic: isPublic(json),
  };
}

function jsonOf(text: string): unknown {
  const must = "Policies must be valid JSON and the first byte must be '{'";
  if (!text.startsWith("{")) throw malformed(must);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(must);
  }
}

function checkStatement(statement: AcceptedStatement, bucketArn: string): void {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const principal = Principal ?? NotPrincipal;
  if (principal === undefined) throw malformed("Missing required field Principal");
  if (!isPrincipal(principal)) throw malformed("Invalid principal in policy");
  const actions = listOf(Action ?? NotAction);
  if (actions.length === 0) throw malformed("Missing required field Action");
  if (!actions.every((action) => action === "*" || /^s3:[\w*?]+$/i.test(action)))
    throw malformed("Policy has invalid action");
  const resources = listOf(Resource ?? NotResource);
  if (resources.length === 0) throw malformed("Missing required field Resource");
  if (!resources.every((resource) => isInside(resource, bucketArn)))
    throw malformed("Policy has invalid resource");
}

function isPrincipal(principal: NonNullable<AcceptedStatement["Principal"]>): boolean {
  if (principal === "*") return true;
  return Object.entries(principal).every(([type, names]) => {
    if (!PRINCIPAL_KINDS.some((kind) => kind === type)) return false;
    return type !== "AWS" || listOf(names).every(isAwsPrincipal);
  });
}

/** S3 takes no wildcard inside a principal. */
function isAwsPrincipal(name: string): boolean {
  return (
    name === "*" ||
    isAccountId(name) ||
    /^arn:[\w-]+:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role|federated-user)\/[\w+=,.@/-]+)$/.test(
      name,
    ) ||
    /^A(?:ROA|IDA)\w{16,}$/.test(name) ||
    // An identity of CloudFront's older kind.
    /^arn:[\w-]+:iam::cloudfront:user\/CloudFront Origin Access Identity \w+$/.test(name)
  );
}

function isInside(resource: string, bucketArn: string): boolean {
  return resource === bucketArn || resource.startsWith(`${bucketArn}/`);
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

function malformed(message: string): S3Error {
  return new S3Error("MalformedPolicy", 400, message);
}
