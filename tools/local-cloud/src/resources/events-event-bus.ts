import { eventBusArn } from "@security-auto/iam-policy";
import { objectOf, requiredString } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => requiredString(resource, "Name");
const arnOf = (resource: TemplateResource): string =>
  eventBusArn({ ...resource.home, name: nameOf(resource) });

export const eventsEventBus: ResourceHandler = {
  type: "AWS::Events::EventBus",
  ref: nameOf,
  attributes: { Arn: arnOf, Name: nameOf },
  create(resource, cloud) {
    const arn = arnOf(resource);
    cloud.buses.set(arn, { name: nameOf(resource), arn, accountId: resource.stack.account });
    const policy = objectOf(resource, "Policy");
    if (policy !== undefined) cloud.policies.attach(arn, policy);
  },
};
