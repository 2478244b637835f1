import type { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { environment, templateOf } from "../../test/environments";
import { statementsOf } from "../../test/statements";
import type { Environment } from "../environment/environment";
import { neededBy, type Switch, switchKeys } from "../environment/switches";

const ALARM = "AWS::CloudWatch::Alarm";

const resources = z.record(z.string(), z.looseObject({ Type: z.string() }));

/** The types of all resources, in alphabetical order, each as often as it is there; alarms once: there is one for all that is there. */
const typesIn = (template: Template): readonly string[] => {
  const types = Object.values(resources.parse(template.toJSON()["Resources"])).map(({ Type }) => Type);
  const isFirst = (type: string, index: number) => type !== ALARM || types.indexOf(type) === index;
  return types.filter(isFirst).sort();
};

/** A function that something else than EventBridge invokes. */
const FUNCTION_ALONE = [
  "AWS::IAM::Role",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Function",
  "AWS::Logs::LogGroup",
];

/** A function, and the role that EventBridge invokes it with. */
const FUNCTION = ["AWS::IAM::Role", ...FUNCTION_ALONE];

const QUEUE = ["AWS::SQS::Queue", "AWS::SQS::QueuePolicy"];

const TOPIC = ["AWS::SNS::Topic", "AWS::SNS::TopicPolicy"];

/** A topic that mails one address. */
const MAIL = ["AWS::SNS::Subscription", ...TOPIC];

/** Mails, and the role that EventBridge publishes them with. */
const CHANGE_MAIL = ["AWS::IAM::Role", ...MAIL];

const LAB = [
  "AWS::Events::EventBus",
  "AWS::Events::EventBusPolicy",
  "AWS::Events::Rule",
  ...FUNCTION,
  ...CHANGE_MAIL,
  ...QUEUE,
].sort();

/** What brings requests for an assessment to the function that judges. */
const REQUESTS = ["AWS::Events::Rule", "AWS::Lambda::EventSourceMapping", ...QUEUE];

/** What each switch adds to the lab. */
const ADDED: Readonly<Record<Switch, readonly string[]>> = {
  alarms: [ALARM, "AWS::CloudWatch::Dashboard", ...MAIL],
  watchSecurityAccount: ["AWS::Events::Rule", "AWS::IAM::Role"],
  privateBus: ["AWS::Events::EventBus", "AWS::Events::EventBusPolicy", "AWS::Events::EventBusPolicy"],
  findings: [
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBusPolicy",
    "AWS::Events::Rule",
    ...FUNCTION,
    ...MAIL,
  ],
  // A setting of each function.
  reserveConcurrency: [],
  // A permission and a setting of the function that keeps the register.
  securityHub: [],
  chat: TOPIC,
  // The queue of violations with its rule, and the rule on remediations with its role.
  remediation: [
    "AWS::Events::EventBusPolicy",
    "AWS::Events::Rule",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::Lambda::EventSourceMapping",
    ...FUNCTION_ALONE,
    ...QUEUE,
  ],
  // The function with its queue and schedule, requests for assessments, and rules for what starts a sweep, what it finds and what ends the
  // forwarding of changes.
  sweep: [
    "AWS::Events::EventBusPolicy",
    "AWS::Events::Rule",
    "AWS::Events::Rule",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::IAM::Role",
    "AWS::IAM::Role",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Scheduler::Schedule",
    ...FUNCTION_ALONE,
    ...QUEUE,
    ...REQUESTS,
  ],
  // In members, a permission of the function that sweeps, and what OWN_HEARTBEAT lists.
  heartbeat: [],
};

/** What heartbeat adds where the security account watches itself. */
const OWN_HEARTBEAT = [
  "AWS::IAM::Role",
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
  "AWS::Scheduler::Schedule",
];

/** What it adds that roles may ask for an assessment, where the function that sweeps may already. */
const REQUESTERS = ["AWS::Events::EventBusPolicy"];

/** What sweep adds where the security account watches itself: what ends that is forwarded as well. */
const OWN_TAMPERING = ["AWS::Events::Rule", "AWS::IAM::Role"];

test("lab.json is the original lab: bus, rule, topic, function, role, queue", () => {
  const template = templateOf(environment("lab"));
  expect(typesIn(template)).toEqual(LAB);
  const text = JSON.stringify(template.toJSON());
  expect(text).not.toMatch(/cloudwatch|-own\b/);
});

test.each(switchKeys)("%s adds what is its own to the lab, and nothing else", (key) => {
  const needed = neededBy(key);
  const on = Object.fromEntries([key, ...needed].map((each) => [each, true]));
  const template = templateOf({ ...environment("lab"), ...on });
  expect(typesIn(template)).toEqual([...LAB, ...ADDED[key], ...needed.flatMap((each) => ADDED[each])].sort());
});

test("Security Hub: one permission, under the account's own product in the stack's region", () => {
  const on = environment("example");
  const permissions = (of: Environment) =>
    statementsOf(templateOf(of)).filter(({ Action }) => String(Action).startsWith("securityhub:"));
  expect(permissions(on)).toEqual([
    {
      Effect: "Allow",
      Action: ["securityhub:BatchImportFindings"],
      Resource: ["arn:aws:securityhub:us-west-2:111122223333:product/111122223333/default"],
    },
  ]);
  expect(permissions({ ...on, securityHub: false })).toEqual([]);
});

test("without the raw mail of every change, its topic and the role that publishes to it are not there", () => {
  const template = templateOf({ ...environment("lab"), notify: { everyChange: false, cannotReadAfter: 2 } });
  expect([...typesIn(template), ...CHANGE_MAIL].sort()).toEqual(LAB);
  expect(JSON.stringify(template.toJSON())).not.toMatch(/security-alerts|sns/i);
});

test("where the security account watches itself, it sends heartbeats too", () => {
  const example = environment("example");
  const beating = typesIn(templateOf({ ...example, heartbeat: true }));
  expect(beating).toEqual([...typesIn(templateOf(example)), ...OWN_HEARTBEAT].sort());
});

test("example.json has every switch on but the one that makes buckets in every account", () => {
  const example: Readonly<Record<string, unknown>> = { ...environment("example") };
  expect(switchKeys.filter((key) => example[key] !== true)).toEqual(["heartbeat"]);
  expect(typesIn(templateOf(environment("example")))).toEqual(
    [...LAB, ...Object.values(ADDED).flat(), ...REQUESTERS, ...OWN_TAMPERING].sort(),
  );
});

test("lab.json has every switch off by leaving it out", () => {
  const lab: Readonly<Record<string, unknown>> = { ...environment("lab") };
  expect(switchKeys.filter((key) => lab[key] !== false)).toEqual([]);
});
