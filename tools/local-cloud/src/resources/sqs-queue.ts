import { queueArn } from "@security-auto/policies";
import type { TemplateResource } from "../assembly/template-resource";
import { Queue } from "../sqs/queue";
import { queueUrl } from "../sqs/queue-url";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("QueueName");
const arnOf = (resource: TemplateResource): string => queueArn({ ...resource.home, name: nameOf(resource) });
const urlOf = (resource: TemplateResource): string =>
  queueUrl({ ...resource.home, urlSuffix: resource.urlSuffix, name: nameOf(resource) });

export const sqsQueue: ResourceHandler = {
  type: "AWS::SQS::Queue",
  ref: urlOf,
  attributes: { Arn: arnOf, QueueName: nameOf, QueueUrl: urlOf },
  create(resource, cloud, { keepHistory }) {
    const arn = arnOf(resource);
    cloud.queues.set(arn, new Queue(nameOf(resource), arn, keepHistory));
  },
};
