import { booleanOf, objectOf, requiredString, stringOf } from "../assembly/properties";
import { notRun, type ResourceHandler } from "./resource-handler";

export const snsSubscription: ResourceHandler = {
  type: "AWS::SNS::Subscription",
  ref: (resource) => `${requiredString(resource, "TopicArn")}:${resource.generatedName()}`,
  attributes: {},
  create(resource, cloud) {
    if (objectOf(resource, "FilterPolicy") !== undefined) {
      cloud.notRun.push(notRun(resource, "it filters messages; it is treated as if it let none through"));
      return;
    }
    cloud.subscriptions.push({
      topicArn: requiredString(resource, "TopicArn"),
      protocol: requiredString(resource, "Protocol"),
      endpoint: stringOf(resource, "Endpoint") ?? "",
      rawMessageDelivery: booleanOf(resource, "RawMessageDelivery") ?? false,
    });
  },
};
