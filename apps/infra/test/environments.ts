import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import type { Environment } from "../src/environment/environment";
import { loadEnvironment } from "../src/environment/load-environment";
import { memberTemplate } from "../src/stack/member-template";
import { securityApp } from "../src/stack/security-app";
import { BUNDLES, stackOf } from "./synthesized";

const ENVIRONMENTS = join(__dirname, "..", "environments");

/** An environment as its file has it. */
export function environment(name: string): Environment {
  const loaded = loadEnvironment(ENVIRONMENTS, name);
  if (!loaded.success) throw new Error(`${name}: ${JSON.stringify(loaded.error)}`);
  return loaded.data;
}

/** The template of the SecurityOperations stack of an environment. */
export function templateOf(of: Environment): Template {
  return Template.fromStack(
    stackOf(securityApp(of, { bundles: BUNDLES, cloudFormationRules: false, memberTemplate: "{}" })),
  );
}

/** The template of the member stack of an environment. */
export function memberTemplateOf(of: Environment): Template {
  return Template.fromString(memberTemplate(of, { cloudFormationRules: false }));
}
