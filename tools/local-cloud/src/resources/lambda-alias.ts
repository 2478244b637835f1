import { requiredString } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { referredFunctionArn } from "./function-reference";
import type { ResourceHandler } from "./resource-handler";

const arnOf = (resource: TemplateResource): string =>
  `${referredFunctionArn(resource)}:${requiredString(resource, "Name")}`;

export const lambdaAlias: ResourceHandler = {
  type: "AWS::Lambda::Alias",
  ref: arnOf,
  attributes: { AliasArn: arnOf },
  create(resource, cloud) {
    cloud.qualifiedFunctions.set(arnOf(resource), referredFunctionArn(resource));
  },
};
