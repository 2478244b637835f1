import {
  exact,
  type IdentityStatement,
  listOf,
  type OneOrMany,
  parseArn,
  type Partition,
  type TrustStatement,
} from "@security-auto/iam-policy";

import { SERVICE_PRINCIPALS } from "./service-principal";
import { actingFor, type ActingFor } from "./source-condition";

/**
 * May assume the role of one name in any account of one organization. Without
 * `aws:ResourceOrgID` a role of that name in an account outside the organization would be allowed too.
 */
export function assumeOrganizationRole({
  partition,
  roleName,
  organizationId,
}: {
  readonly partition: Partition;
  readonly roleName: string;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: `arn:${partition}:iam::*:role/${exact(roleName, "role name")}`,
    Condition: { StringEquals: { "aws:ResourceOrgID": exact(organizationId, "organization id") } },
  };
}

/** May assume one role. */
export function assumeRole({ roleArn }: { readonly roleArn: string }): IdentityStatement {
  return { Effect: "Allow", Action: "sts:AssumeRole", Resource: exact(roleArn, "role ARN") };
}

/** Trust policy of a function's role. */
export function trustLambda(): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.lambda },
    Action: "sts:AssumeRole",
  };
}

/** Trust policy of a rule target's execution role: EventBridge, on behalf of that one rule. */
export function trustRule(source: ActingFor): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.events },
    Action: "sts:AssumeRole",
    Condition: actingFor(source),
  };
}

/**
 * Trust policy of a schedule's execution role: EventBridge Scheduler, on behalf of the schedules of one group. It takes no narrower
 * source than a group.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function trustScheduler(source: ActingFor): TrustStatement {
  return {
    Effect: "Allow",
    Principal: { Service: SERVICE_PRINCIPALS.scheduler },
    Action: "sts:AssumeRole",
    Condition: actingFor(source),
  };
}

/**
 * Trust policy of a role that these roles of one account of an organization may assume.
 *
 * The principal is the trusted roles' account, and a condition names them: as a principal IAM would keep a role's id in
 * place of its ARN, and a role that is deleted and created again under its old name would not be trusted any more, whatever is
 * deployed. It would also refuse a role that does not exist yet.
 *
 * @throws RangeError when one of them is no role, or they are of several accounts
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function trustRole({
  roleArn,
  organizationId,
}: {
  readonly roleArn: OneOrMany<string>;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
}): TrustStatement {
  const accounts = new Set(listOf(roleArn).map(accountOfRole));
  const [account, ...others] = accounts;
  if (account === undefined || others.length > 0)
    throw new RangeError("the trusted roles have to be of one account");
  return {
    Effect: "Allow",
    Principal: { AWS: account },
    Action: "sts:AssumeRole",
    Condition: {
      ArnEquals: { "aws:PrincipalArn": roleArn },
      StringEquals: { "aws:PrincipalOrgID": exact(organizationId, "organization id") },
    },
  };
}

/** The account of a role, as a principal. */
function accountOfRole(roleArn: string): string {
  const arn = parseArn(exact(roleArn, "role ARN"));
  if (arn?.service !== "iam" || !arn.resource.startsWith("role/"))
    throw new RangeError(`"${roleArn}" is not the ARN of a role`);
  return `arn:${arn.partition}:iam::${arn.accountId}:root`;
}
