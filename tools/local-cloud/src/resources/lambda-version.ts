import type { TemplateResource } from "../assembly/template-resource";
import { referredFunctionArn } from "./function-reference";
import type { ResourceHandler } from "./resource-handler";

const VERSION = "1";
const arnOf = (resource: TemplateResource): string => `${referredFunctionArn(resource)}:${VERSION}`;

/** Every version runs the code of the assembly; there is no other. */
export const lambdaVersion: ResourceHandler = {
  type: "AWS::Lambda::Version",
  ref: arnOf,
  attributes: { FunctionArn: arnOf, Version: () => VERSION },
  create(resource, cloud) {
    cloud.qualifiedFunctions.set(arnOf(resource), referredFunctionArn(resource));
  },
};
