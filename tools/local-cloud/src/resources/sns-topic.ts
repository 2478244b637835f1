import { topicArn } from "@security-auto/iam-policy";
import { objectsOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("TopicName");
const arnOf = (resource: TemplateResource): string => topicArn({ ...resource.home, name: nameOf(resource) });

export const snsTopic: ResourceHandler = {
  type: "AWS::SNS::Topic",
  ref: arnOf,
  attributes: { TopicArn: arnOf, TopicName: nameOf },
  create(resource, cloud) {
    const arn = arnOf(resource);
    cloud.topics.set(arn, {
      name: nameOf(resource),
      arn,
      accountId: resource.stack.account,
    });
    const key = stringOf(resource, "KmsMasterKeyId");
    if (key !== undefined) cloud.keys.set(arn, key);
    for (const subscription of objectsOf(resource, "Subscription")) {
      cloud.subscriptions.push({
        topicArn: arn,
        protocol: String(subscription["Protocol"]),
        endpoint: String(subscription["Endpoint"]),
        rawMessageDelivery: false,
        takes: () => true,
      });
    }
  },
};
