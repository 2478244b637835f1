import type { IdentityStatement, Partition } from "@security-auto/iam-policy";

/** May list the trails that log events of the account. The action works on no resource that has an ARN. */
export function listTrails(): IdentityStatement {
  return { Effect: "Allow", Action: "cloudtrail:DescribeTrails", Resource: "*" };
}

/**
 * May read whether a trail is on, and what it logs: any trail, in whatever account and region. An organization's trail is one of its
 * management account, and what others are called is not known.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
export function readTrails({ partition }: { readonly partition: Partition }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors"],
    Resource: `arn:${partition}:cloudtrail:*:*:trail/*`,
  };
}
