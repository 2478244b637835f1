import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { BUNDLES, stackOf } from "../../test/synthesized";
import type { Environment } from "../environment/environment";
import { loadEnvironment } from "../environment/load-environment";
import { SWITCHES } from "../environment/switches";
import { securityApp } from "./security-app";

const ENVIRONMENTS = join(__dirname, "..", "..", "environments");

function environment(name: string): Environment {
  const loaded = loadEnvironment(ENVIRONMENTS, name);
  if (!loaded.success) throw new Error(`${name}: ${JSON.stringify(loaded.error)}`);
  return loaded.data;
}

function templateOf(of: Environment): Template {
  return Template.fromStack(
    stackOf(securityApp(of, { bundles: BUNDLES, cloudFormationRules: false, memberTemplate: "{}" })),
  );
}

const resources = z.record(z.string(), z.looseObject({ Type: z.string() }));

/** The types of all resources, in alphabetical order, each as often as it is there. */
const typesIn = (template: Template): readonly string[] =>
  Object.values(resources.parse(template.toJSON()["Resources"]))
    .map(({ Type }) => Type)
    .sort();

const LAB = [
  "AWS::Events::EventBus",
  "AWS::Events::EventBusPolicy",
  "AWS::Events::Rule",
  // Of the function, and of the rule's two targets.
  "AWS::IAM::Role",
  "AWS::IAM::Role",
  "AWS::IAM::Role",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Function",
  "AWS::Logs::LogGroup",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::Queue",
  "AWS::SQS::QueuePolicy",
];

/** What each switch adds to the lab. */
const ADDED: Readonly<Record<keyof typeof SWITCHES, readonly string[]>> = {
  alarms: ["AWS::CloudWatch::Alarm"],
  watchSecurityAccount: ["AWS::Events::Rule", "AWS::IAM::Role"],
  privateBus: ["AWS::Events::EventBus", "AWS::Events::EventBusPolicy", "AWS::Events::EventBusPolicy"],
  findings: [
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBusPolicy",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::IAM::Role",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
  ],
};

/** The switches that another one needs. */
const NEEDED: Partial<Readonly<Record<string, readonly (keyof typeof SWITCHES)[]>>> = {
  findings: ["privateBus"],
};

/** What it adds that somebody may ask for an assessment. */
const REQUESTERS = ["AWS::Events::EventBusPolicy", "AWS::Events::Rule", "AWS::IAM::Role"];

test("lab.json is the original lab: bus, rule, topic, function, role, queue", () => {
  const template = templateOf(environment("lab"));
  expect(typesIn(template)).toEqual(LAB);
  const text = JSON.stringify(template.toJSON());
  expect(text).not.toMatch(/cloudwatch|-own\b/);
});

test.each(Object.entries(ADDED))("%s adds what is its own to the lab, and nothing else", (key, added) => {
  const needed = NEEDED[key] ?? [];
  const on = Object.fromEntries([key, ...needed].map((each) => [each, true]));
  const template = templateOf({ ...environment("lab"), ...on });
  expect(typesIn(template)).toEqual([...LAB, ...added, ...needed.flatMap((each) => ADDED[each])].sort());
});

test("example.json has every switch on", () => {
  const example: Readonly<Record<string, unknown>> = { ...environment("example") };
  expect(Object.keys(SWITCHES).filter((key) => example[key] !== true)).toEqual([]);
  expect(typesIn(templateOf(environment("example")))).toEqual(
    [...LAB, ...Object.values(ADDED).flat(), ...REQUESTERS].sort(),
  );
});

test("lab.json has every switch off by leaving it out", () => {
  const lab: Readonly<Record<string, unknown>> = { ...environment("lab") };
  expect(Object.keys(SWITCHES).filter((key) => lab[key] !== false)).toEqual([]);
});
