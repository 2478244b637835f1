import { logGroupArn } from "@security-auto/iam-policy";
import type { TemplateResource } from "../assembly/template-resource";
import { LogGroup } from "../state/log-group";
import type { ResourceHandler } from "./resource-handler";

const nameOf = (resource: TemplateResource): string => resource.physicalName("LogGroupName");
const arnOf = (resource: TemplateResource): string =>
  logGroupArn({ ...resource.home, name: nameOf(resource) });

export const logsLogGroup: ResourceHandler = {
  type: "AWS::Logs::LogGroup",
  ref: nameOf,
  attributes: { Arn: (resource) => `${arnOf(resource)}:*` },
  create(resource, cloud, { keepHistory }) {
    const arn = arnOf(resource);
    cloud.logGroups.set(arn, new LogGroup(nameOf(resource), arn, keepHistory));
  },
};
