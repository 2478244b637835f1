import { queueArn } from "@security-auto/iam-policy";
import { numberOf, objectOf, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { Queue, type Redrive, type RedriveSources } from "../state/queue";
import { queueUrl } from "../sqs/queue-url";
import type { ResourceHandler } from "./resource-handler";

/** SQS takes no larger `maxReceiveCount`. */
const MOST_RECEIVES = 1000;

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
    const delaySeconds = numberOf(resource, "DelaySeconds");
    const redrive = redriveOf(resource);
    const redriveSources = redriveSourcesOf(resource);
    const queue = new Queue(nameOf(resource), arn, {
      keepsMessages: keepHistory,
      now,
      ...(timeout !== undefined && { visibilityTimeoutSeconds: timeout }),
      ...(delaySeconds !== undefined && { delaySeconds }),
      ...(redrive !== undefined && { redrive }),
      ...(redriveSources !== undefined && { redriveSources }),
    });
    cloud.queues.set(arn, queue);
    const key = stringOf(resource, "KmsMasterKeyId");
    if (key !== undefined) cloud.keys.set(arn, key);
  },
};

/** SQS takes no more `sourceQueueArns`. */
const MOST_SOURCES = 10;

function redriveSourcesOf(resource: TemplateResource): RedriveSources | undefined {
  const policy = objectOf(resource, "RedriveAllowPolicy");
  switch (policy?.["redrivePermission"]) {
    case undefined:
    case "allowAll":
      return undefined;
    case "denyAll":
      return [];
    case "byQueue": {
      const given = policy["sourceQueueArns"];
      const sources = Array.isArray(given) ? given.map(String) : [];
      if (sources.length > 0 && sources.length <= MOST_SOURCES) return sources;
      throw resource.error("RedriveAllowPolicy", `has no 1 to ${MOST_SOURCES} sourceQueueArns`);
    }
    default:
      throw resource.error("RedriveAllowPolicy", "has a redrivePermission that is none");
  }
}

function redriveOf(resource: TemplateResource): Redrive | undefined {
  const policy = objectOf(resource, "RedrivePolicy");
  if (policy === undefined) return undefined;
  const deadLetterArn = policy["deadLetterTargetArn"];
  const maxReceiveCount = Number(policy["maxReceiveCount"]);
  if (typeof deadLetterArn !== "string") throw resource.error("RedrivePolicy", "has no deadLetterTargetArn");
  if (!Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > MOST_RECEIVES) {
    throw resource.error("RedrivePolicy", `has no maxReceiveCount from 1 to ${MOST_RECEIVES}`);
  }
  return { deadLetterArn, maxReceiveCount };
}
