import { LocalCloudError, readStackResources } from "@security-auto/local-cloud";
import { type ConfiguredJudging, configuredJudging } from "@security-auto/s3-exposure";
import { isObject } from "../core/is-object";
import { assemblyIn } from "./local-stack";

/**
 * By what the function of the synthesized stack judges.
 *
 * @param root - the workspace's folder
 * @throws LocalCloudError where no function of the stack is given an organization
 */
export function judgingOfStack(root: string): ConfiguredJudging {
  const assembly = assemblyIn(root);
  for (const resource of readStackResources({ assembly })) {
    if (resource.type !== "AWS::Lambda::Function") continue;
    const variables = variablesIn(resource.property("Environment"));
    if ("SECURITY_AUTO_ORGANIZATION" in variables) return configuredJudging(variables);
  }
  throw new LocalCloudError(`${assembly}: no function has the variable SECURITY_AUTO_ORGANIZATION`);
}

function variablesIn(environment: unknown): Readonly<Record<string, string>> {
  const variables = isObject(environment) ? environment["Variables"] : undefined;
  const texts = Object.entries(isObject(variables) ? variables : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}
