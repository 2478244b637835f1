import type { CloudResources } from "../state/cloud-resources";
import { LocalCloudError } from "../core/local-cloud-error";
import type { RoleDraft } from "../iam/role";

/** Completes every role with what other resources attach to it; policies that the assembly lacks are reported. */
export function makeRoles(cloud: CloudResources): void {
  for (const draft of cloud.roleDrafts) {
    const attached = cloud.attachments
      .filter(({ accountId, roleName }) => accountId === draft.accountId && roleName === draft.name)
      .map(({ policy }) => policy);
    const managed = draft.managedPolicyArns.flatMap((arn) => {
      const policy = cloud.managedPolicies.get(arn);
      if (policy === undefined)
        report(cloud, draft, `it is given ${arn}, whose text is not in the assembly: it grants nothing`);
      return policy ?? [];
    });
    const { arn, name, accountId, trust, boundaryArn, maxSessionSeconds } = draft;
    if (cloud.roles.has(arn)) {
      throw new LocalCloudError(`${draft.stack}/${draft.logicalId}: the role ${arn} is made already`);
    }
    const boundary = boundaryArn === undefined ? undefined : cloud.managedPolicies.get(boundaryArn);
    if (boundaryArn !== undefined && boundary === undefined) {
      report(cloud, draft, `its boundary ${boundaryArn} is not in the assembly: it does not limit the role`);
    }
    const policies = [...draft.policies, ...attached, ...managed];
    cloud.roles.set(arn, {
      arn,
      name,
      accountId,
      trust,
      policies,
      ...(boundary !== undefined && { boundary }),
      ...(maxSessionSeconds !== undefined && { maxSessionSeconds }),
    });
  }
}

function report(cloud: CloudResources, { logicalId, stack }: RoleDraft, why: string): void {
  cloud.notRun.push({ logicalId, type: "AWS::IAM::Role", stack, why });
}
