import { objectOf, stringsOf } from "../assembly/properties";
import type { ResourceHandler } from "./resource-handler";

export const snsTopicPolicy: ResourceHandler = {
  type: "AWS::SNS::TopicPolicy",
  ref: (resource) => resource.generatedName(),
  attributes: { Id: (resource) => resource.generatedName() },
  create(resource, cloud) {
    for (const arn of stringsOf(resource, "Topics")) {
      cloud.policies.attach(arn, objectOf(resource, "PolicyDocument"));
    }
  },
};
