import { functionArn } from "@security-auto/iam-policy";
import { requiredString } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";

/** The ARN of the function a resource belongs to: `FunctionName` may be a name or an ARN. */
export function referredFunctionArn(resource: TemplateResource): string {
  const name = requiredString(resource, "FunctionName");
  return name.startsWith("arn:") ? name : functionArn({ ...resource.home, name });
}
