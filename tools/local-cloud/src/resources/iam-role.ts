import { partitionOf, roleArn } from "@security-auto/iam-policy";
import { numberOf, objectOf, objectsOf, stringOf, stringsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { namedPolicy } from "../iam/policy-store";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("RoleName");

function arnOf(resource: TemplateResource): string {
  const path = (stringOf(resource, "Path") ?? "/").slice(1);
  const partition = partitionOf(resource.stack.region);
  return roleArn({ partition, accountId: resource.stack.account, name: `${path}${nameOf(resource)}` });
}

export const iamRole: ResourceHandler = {
  type: "AWS::IAM::Role",
  ref: nameOf,
  attributes: {
    Arn: arnOf,
    RoleId: (resource) => `AROA${resource.generatedName().slice(-12)}`,
  },
  create(resource, cloud) {
    const inline = objectsOf(resource, "Policies").map((policy) =>
      namedPolicy(String(policy["PolicyName"]), policy["PolicyDocument"]),
    );
    const boundaryArn = stringOf(resource, "PermissionsBoundary");
    const maxSessionSeconds = numberOf(resource, "MaxSessionDuration");
    if (maxSessionSeconds !== undefined && (maxSessionSeconds < 3600 || maxSessionSeconds > 43_200)) {
      throw resource.error("MaxSessionDuration", "is not from 3600 to 43200");
    }
    cloud.roleDrafts.push({
      arn: arnOf(resource),
      name: nameOf(resource),
      accountId: resource.stack.account,
      logicalId: resource.logicalId,
      stack: resource.stack.name,
      trust: namedPolicy(
        `trust policy of ${nameOf(resource)}`,
        objectOf(resource, "AssumeRolePolicyDocument"),
      ),
      policies: inline,
      managedPolicyArns: stringsOf(resource, "ManagedPolicyArns"),
      ...(boundaryArn !== undefined && { boundaryArn }),
      ...(maxSessionSeconds !== undefined && { maxSessionSeconds }),
    });
  },
};
