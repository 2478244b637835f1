import { objectOf, stringsOf } from "../assembly/properties";
import { arnOfQueueUrl } from "../sqs/queue-url";
import type { ResourceHandler } from "./resource-handler";

export const sqsQueuePolicy: ResourceHandler = {
  type: "AWS::SQS::QueuePolicy",
  ref: (resource) => resource.generatedName(),
  attributes: { Id: (resource) => resource.generatedName() },
  create(resource, cloud) {
    for (const url of stringsOf(resource, "Queues")) {
      const arn = arnOfQueueUrl(url);
      if (arn === undefined) throw resource.error("Queues", `names no queue: ${url}`);
      cloud.policies.attach(arn, objectOf(resource, "PolicyDocument"));
    }
  },
};
