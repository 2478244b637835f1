import { queueArn } from "@security-auto/iam-policy";
import { numberOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { Queue } from "../state/queue";
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
  create(resource, cloud, { keepHistory, now }) {
    const arn = arnOf(resource);
    const timeout = numberOf(resource, "VisibilityTimeout");
    const queue = new Queue(nameOf(resource), arn, {
      keepsMessages: keepHistory,
      now,
      ...(timeout !== undefined && { visibilityTimeoutSeconds: timeout }),
    });
    cloud.queues.set(arn, queue);
    const key = stringOf(resource, "KmsMasterKeyId");
    if (key !== undefined) cloud.keys.set(arn, key);
  },
};
