import { join } from "node:path";
import { partitionOf, roleArn } from "@security-auto/iam-policy";
import { type App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { type Environment, resolved } from "../src/environment/environment";
import { type EnvironmentFile, environmentFileSchema } from "../src/environment/schema";
import type { Bundles } from "../src/stack/bundles";
import { functionEntry, functionKeys, FUNCTIONS } from "../src/environment/functions";
import { each } from "../src/environment/name-kinds";
import { neededBy, type Switch, SWITCHES } from "../src/environment/switches";
import { memberTemplate } from "../src/stack/member-template";
import { securityApp } from "../src/stack/security-app";

/** Of each function a bundle of nothing, with a source map beside it. */
export const BUNDLES: Bundles = each(FUNCTIONS, () => join(__dirname, "bundle"));

/** What an environment file must say, and nothing else. */
export const LEAST = {
  account: "111122223333",
  region: "us-west-2",
  organizationId: "o-exampleorg1",
  alertEmails: ["security@example.com"],
} as const;

const functionSwitches = new Set(functionKeys.map((key) => functionEntry(key).switch));

/**
 * Every switch on but those of single functions, and those that need one of them: a generated function needs no entry in the specs that
 * list what the stack has. A spec of all functions turns theirs on too.
 */
export const SWITCHED_ON = each(
  SWITCHES,
  (_, key: Switch) => ![key, ...neededBy(key)].some((each) => functionSwitches.has(each)),
);

/** An environment that writes to buckets: of two invariants one is enforced. */
export const ENFORCED = {
  findings: true,
  remediation: true,
  invariants: [
    { name: "nothing-public", exposure: "external", respond: { mode: "enforce" } },
    {
      name: "sensitive-stays-inside",
      when: { tags: { classification: "sensitive" } },
      exposure: "organization",
    },
  ],
} as const satisfies Settings;

const placeSchema = z.object({
  account: z.string().default(LEAST.account),
  region: z.string().default(LEAST.region),
});

/** Settings as a file has them, on top of {@link LEAST} and {@link SWITCHED_ON}. */
export type Settings = Readonly<Record<string, unknown>>;

/** The environment that a file of these settings makes. */
export function environmentOf(settings: Settings = {}, name = "test"): Environment {
  const { account, region } = placeSchema.parse(settings);
  const partition = partitionOf(region);
  const assessmentRequesters = [roleArn({ partition, accountId: account, name: "security-operator" })];
  const file: EnvironmentFile = environmentFileSchema.parse({
    ...LEAST,
    ...SWITCHED_ON,
    assessmentRequesters,
    ...settings,
  });
  return { ...resolved(file), name };
}

const members = new Map<string, string>();

/** What a member account gets with these settings, made once for all tests of a file. */
function memberJson(settings: Settings): string {
  const key = JSON.stringify(settings);
  const json = members.get(key) ?? memberTemplate(environmentOf(settings), { cloudFormationRules: false });
  members.set(key, json);
  return json;
}

export function memberTemplateOf(settings: Settings = {}): Template {
  return Template.fromString(memberJson(settings));
}

/** The app of these settings, without CloudFormation's own rules, which take seconds. */
export function appOf(settings: Settings = {}, name?: string): App {
  const environment = environmentOf(settings, name);
  return securityApp(environment, {
    bundles: BUNDLES,
    cloudFormationRules: false,
    memberTemplate: memberJson(settings),
  });
}

/** The one stack of an app. */
export function stackOf(app: App): Stack {
  const stack = app.node.children.find((child) => child instanceof Stack);
  if (stack === undefined) throw new Error("the app has no stack");
  return stack;
}

const templates = new Map<string, Template>();

/** The template of these settings, made once for all tests of a file. */
export function templateOf(settings: Settings = {}): Template {
  const key = JSON.stringify(settings);
  const template = templates.get(key) ?? Template.fromStack(stackOf(appOf(settings)));
  templates.set(key, template);
  return template;
}
