import { type CloudResources, noResources } from "./state/cloud-resources";
import type { DecisionListener } from "./iam/asked";
import { makeRoles } from "./resources/make-roles";
import { type TemplateFiles, templatesOf } from "./read-stack-resources";
import { RESOURCE_TYPES } from "./resources";
import { type CreateOptions, notRun } from "./resources/resource-handler";
import { checkEventSources } from "./lambda/check-event-sources";
import { checkRedrives } from "./sqs/check-redrives";
import { checkFunctionRoles } from "./lambda/check-function-roles";

export interface AssemblyOptions extends CreateOptions, TemplateFiles {
  readonly onDecision?: DecisionListener;
}

/**
 * Makes all resources of an assembly, and lists what it cannot make.
 *
 * @throws LocalCloudError for an assembly that CloudFormation would not deploy, or that is not understood
 */
export function makeResources({
  assembly,
  parameters,
  fallback,
  members,
  onDecision,
  ...options
}: AssemblyOptions): CloudResources {
  const cloud = noResources(options.keepHistory);
  const templates = templatesOf({ assembly, parameters, fallback, members });
  for (const resource of templates.flatMap((template) => template.resources)) {
    const handler = RESOURCE_TYPES.get(resource.type);
    if (handler === undefined) cloud.notRun.push(notRun(resource));
    else handler.create(resource, cloud, options);
  }
  makeRoles(cloud);
  addDefaultTopicPolicies(cloud);
  // Parses every policy, so that a malformed one is found now.
  for (const arn of cloud.policies.resourceArns) cloud.policies.of(arn);
  checkFunctionRoles(cloud, onDecision);
  checkEventSources(cloud);
  checkRedrives(cloud);
  return cloud;
}

/** A topic without a policy has one that allows whoever acts for its owner. */
function addDefaultTopicPolicies({ topics, policies }: CloudResources): void {
  for (const { arn, accountId } of topics.values()) {
    if (policies.resourceArns.includes(arn)) continue;
    policies.addStatements(arn, [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["sns:Publish", "sns:Subscribe", "sns:GetTopicAttributes"],
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceOwner": accountId } },
      },
    ]);
  }
}
