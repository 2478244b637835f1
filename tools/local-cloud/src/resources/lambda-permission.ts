import { requiredString, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { referredFunctionArn } from "./function-reference";
import type { ResourceHandler } from "./resource-handler";

/** One statement of a function's resource policy. */
export const lambdaPermission: ResourceHandler = {
  type: "AWS::Lambda::Permission",
  ref: (resource) => resource.generatedName(),
  attributes: { Id: (resource) => resource.generatedName() },
  create(resource, cloud) {
    const arn = referredFunctionArn(resource);
    cloud.policies.addStatements(arn, [
      {
        Sid: resource.logicalId,
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: requiredString(resource, "Action"),
        Resource: arn,
        ...conditionOf(resource),
      },
    ]);
  },
};

function principalOf(resource: TemplateResource): unknown {
  const principal = requiredString(resource, "Principal");
  if (principal === "*") return "*";
  if (principal.startsWith("arn:")) return { AWS: principal };
  return /^\d{12}$/.test(principal)
    ? { AWS: `arn:${resource.partition}:iam::${principal}:root` }
    : { Service: principal };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function conditionOf(resource: TemplateResource): {
  readonly Condition?: Record<string, Record<string, string>>;
} {
  const sourceArn = stringOf(resource, "SourceArn");
  const equals = Object.entries({
    "aws:SourceAccount": stringOf(resource, "SourceAccount"),
    "aws:PrincipalOrgID": stringOf(resource, "PrincipalOrgID"),
    "lambda:EventSourceToken": stringOf(resource, "EventSourceToken"),
    "lambda:FunctionUrlAuthType": stringOf(resource, "FunctionUrlAuthType"),
  }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  const condition = {
    ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
    ...(equals.length > 0 && { StringEquals: Object.fromEntries(equals) }),
  };
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
}
