import { objectOf, stringOf, stringsOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { namedPolicy } from "../iam/policy-store";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("ManagedPolicyName");

function arnOf(resource: TemplateResource): string {
  const path = stringOf(resource, "Path") ?? "/";
  return `arn:${resource.partition}:iam::${resource.stack.account}:policy${path}${nameOf(resource)}`;
}

export const iamManagedPolicy: ResourceHandler = {
  type: "AWS::IAM::ManagedPolicy",
  ref: arnOf,
  attributes: { PolicyArn: arnOf },
  create(resource, cloud) {
    const policy = namedPolicy(nameOf(resource), objectOf(resource, "PolicyDocument"));
    cloud.managedPolicies.set(arnOf(resource), policy);
    for (const roleName of stringsOf(resource, "Roles")) {
      cloud.attachments.push({ accountId: resource.stack.account, roleName, policy });
    }
  },
};
