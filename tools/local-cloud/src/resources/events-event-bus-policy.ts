import { eventBusArn } from "@security-auto/iam-policy";
import { objectOf, requiredString, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import type { ResourceHandler } from "./resource-handler";

export const eventsEventBusPolicy: ResourceHandler = {
  type: "AWS::Events::EventBusPolicy",
  ref: (resource) => requiredString(resource, "StatementId"),
  attributes: {},
  create(resource, cloud) {
    const name = stringOf(resource, "EventBusName") ?? "default";
    const arn = eventBusArn({ ...resource.home, name });
    const statement = objectOf(resource, "Statement") ?? statementOf(resource, arn);
    cloud.policies.addStatements(arn, [{ ...statement, Sid: requiredString(resource, "StatementId") }]);
  },
};

/** The older form: principal, action and one condition as properties. */
function statementOf(resource: TemplateResource, busArn: string): Record<string, unknown> {
  const account = requiredString(resource, "Principal");
  const condition = objectOf(resource, "Condition");
  return {
    Effect: "Allow",
    Principal: account === "*" ? "*" : { AWS: `arn:${resource.partition}:iam::${account}:root` },
    Action: requiredString(resource, "Action"),
    Resource: busArn,
    ...(condition !== undefined && {
      Condition: { [String(condition["Type"])]: { [String(condition["Key"])]: condition["Value"] } },
    }),
  };
}
