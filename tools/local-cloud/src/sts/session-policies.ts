import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { parseArn, parsePolicyDocument } from "@security-auto/iam-policy";
import { ServiceError } from "../http/service-error";
import { invalidParameter } from "./sts-error";

const MOST_ARNS = 10;
/** Of the inline policy and the ARNs together. */
const LONGEST = 2048;

/**
 * The session policies of AssumeRole: a session may do what both the role's policies and these allow.
 *
 * @param account - Of the role: its own policies can be named, beside those of AWS
 * @param managed - The policies whose text is known, by ARN
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionPolicies(
  parameters: URLSearchParams,
  account: string,
  managed: ReadonlyMap<string, NamedPolicy>,
): readonly NamedPolicy[] {
  const inline = parameters.get("Policy");
  const arns = [...parameters]
    .filter(([name]) => /^PolicyArns\.member\.\d+\.arn$/.test(name))
    .map(([, arn]) => arn);
  if (arns.length > MOST_ARNS) {
    throw invalidParameter(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${MOST_ARNS}`,
    );
  }
  const { length } = [inline ?? "", ...arns].join("");
  if (length > LONGEST) {
    throw invalidParameter(
      `1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST}`,
    );
  }
  return [
    ...(inline === null ? [] : [inlinePolicy(inline)]),
    ...arns.map((arn) => managedPolicy(arn, account, managed)),
  ];
}

function inlinePolicy(text: string): NamedPolicy {
  const parsed = parsePolicyDocument(jsonOf(text));
  if (!parsed.success) {
    throw malformed(`Syntax errors in policy. (${parsed.error.path}: ${parsed.error.reason})`);
  }
  return { name: "session policy", document: parsed.data };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
}

function malformed(message: string): ServiceError {
  return new ServiceError("MalformedPolicyDocument", 400, message);
}

/** A policy whose text is not known would narrow the session by nobody knows what. */
function managedPolicy(arn: string, account: string, managed: ReadonlyMap<string, NamedPolicy>): NamedPolicy {
  const { service, accountId, resource } = parseArn(arn) ?? {};
  if (service !== "iam" || resource?.startsWith("policy/") !== true) {
    throw invalidParameter(`${JSON.stringify(arn)} is no ARN of a managed policy`);
  }
  if (accountId !== "aws" && accountId !== account) {
    throw invalidParameter(`the policy ${arn} is not in the account of the role, ${account}`);
  }
  const policy = managed.get(arn);
  if (policy !== undefined) return { ...policy, name: `session policy ${policy.name}` };
  throw new ServiceError("NotImplemented", 501, `the local cloud does not know the text of ${arn}`);
}
