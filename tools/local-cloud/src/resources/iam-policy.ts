import { objectOf, requiredString, stringsOf } from "../assembly/properties";
import { namedPolicy } from "../iam/policy-store";
import type { ResourceHandler } from "./resource-handler";

export const iamPolicy: ResourceHandler = {
  type: "AWS::IAM::Policy",
  ref: (resource) => requiredString(resource, "PolicyName"),
  attributes: { Id: (resource) => resource.generatedName() },
  create(resource, cloud) {
    const policy = namedPolicy(requiredString(resource, "PolicyName"), objectOf(resource, "PolicyDocument"));
    for (const roleName of stringsOf(resource, "Roles")) {
      cloud.attachments.push({ accountId: resource.stack.account, roleName, policy });
    }
  },
};
