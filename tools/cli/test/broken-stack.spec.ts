import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, startLocalCloud, type Trace } from "@security-auto/local-cloud";
import { temporaryFolder } from "@security-auto/testing";
import { ROOT } from "./command";
import { runsOfJudge } from "./runs-of-judge";

/** The synthesized template itself, with one policy broken: the pipeline must fail as AWS's would. */
const folder = temporaryFolder();
const event: unknown = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8"));

interface Resource {
  readonly Type: string;
  Properties: Record<string, unknown>;
}
interface Template {
  readonly Resources: Record<string, Resource>;
}

let copies = 0;
let cloud: LocalCloud | undefined;
afterEach(async () => {
  await cloud?.close();
});

async function traceWith(breakIt: (template: Template) => void): Promise<Trace> {
  const assembly = join(folder.path, `cdk.out-${copies++}`);
  cpSync(join(ROOT, "dist/apps/infra/cdk.out"), assembly, { recursive: true });
  const [name] = readdirSync(assembly).filter((file) => file.endsWith(".template.json"));
  const path = join(assembly, name ?? "");
  const template = JSON.parse(readFileSync(path, "utf8")) as Template;
  breakIt(template);
  writeFileSync(path, JSON.stringify(template));
  cloud = await startLocalCloud({ assembly, organizationId: "o-exampleorg1" });
  return cloud.putEvent(event);
}

const ofType = (template: Template, type: string): readonly [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

const without = (type: string) => (template: Template) => {
  for (const [id] of ofType(template, type)) Reflect.deleteProperty(template.Resources, id);
};

/** Replaces a text wherever it stands in one resource. */
const reworded =
  (isIt: (resource: Resource) => boolean, from: string, to: string) => (template: Template) => {
    for (const resource of Object.values(template.Resources).filter(isIt)) {
      const before = JSON.stringify(resource.Properties);
      expect(before).toContain(from);
      resource.Properties = JSON.parse(before.replaceAll(from, to)) as Record<string, unknown>;
    }
  };

const isRole = (name: string) => (resource: Resource) =>
  resource.Type === "AWS::IAM::Role" && resource.Properties["RoleName"] === name;
const isQueuePolicy = (resource: Resource) => resource.Type === "AWS::SQS::QueuePolicy";
/** Of the central bus. */
const isBusPolicy = ({ Type, Properties }: Resource) =>
  Type === "AWS::Events::EventBusPolicy" &&
  JSON.stringify(Properties).includes("AllowOrganizationToPutEvents");

/** What a trace comes to: who ran, who was notified, what was kept, what went where. */
function outcome({ accepted, invocations, notifications, deadLetters, lost }: Trace) {
  const runs = runsOfJudge(invocations);
  return {
    accepted,
    ran: runs.map((run) => run.outcome),
    notified: notifications.filter(({ subject }) => !subject.startsWith("ALARM")).length,
    kept: runs.some(({ logs }) => logs.length > 0),
    deadLetters: deadLetters.length,
    lost: lost.length > 0,
  };
}

const WHOLE = { accepted: true, ran: ["success"], notified: 1, kept: true, deadLetters: 0, lost: false };

const REFUSED = { accepted: false, ran: [], notified: 0, kept: false, lost: true };

test("the stack as it is", async () => {
  expect(outcome(await traceWith(() => undefined))).toEqual(WHOLE);
});

test.each<[string, (template: Template) => void, object]>([
  [
    "the bus is open to another organization only",
    reworded(isBusPolicy, "o-exampleorg1", "o-someoneelse"),
    REFUSED,
  ],
  ["the bus has no policy", without("AWS::Events::EventBusPolicy"), REFUSED],
  [
    "the bus is open to events of another service only",
    reworded(isBusPolicy, '"aws.s3"', '"aws.ec2"'),
    REFUSED,
  ],
  [
    "the topic's role may not publish",
    reworded(isRole("security-alerts-publish"), "sns:Publish", "sns:GetTopicAttributes"),
    { notified: 0, deadLetters: 1 },
  ],
  [
    "the execution role trusts another rule",
    reworded(isRole("security-auto-S3-invoke"), "S3-security-remediations", "another-rule"),
    { ran: [], kept: false, deadLetters: 1 },
  ],
  [
    "the execution role trusts another account's rules",
    reworded(
      isRole("security-auto-S3-invoke"),
      '"aws:SourceAccount":"111122223333"',
      '"aws:SourceAccount":"999988887777"',
    ),
    { ran: [], kept: false, deadLetters: 1 },
  ],
  [
    "the execution role may not invoke",
    reworded(isRole("security-auto-S3-invoke"), "lambda:InvokeFunction", "lambda:GetFunction"),
    { ran: [], kept: false, deadLetters: 1 },
  ],
  [
    "the function's role may write the log group of another function",
    reworded(isRole("lambda-slaw-s3"), "/aws/lambda/security-auto-S3", "/aws/lambda/security-auto-s3"),
    { kept: false, lost: true },
  ],
  [
    "neither execution role nor queue policy lets EventBridge",
    (template) => {
      reworded(isRole("security-auto-S3-invoke"), "lambda:InvokeFunction", "lambda:GetFunction")(template);
      reworded(isQueuePolicy, "sqs:SendMessage", "sqs:ReceiveMessage")(template);
    },
    { ran: [], kept: false, lost: true },
  ],
])("%s", async (_name, breakIt, expected) => {
  expect(outcome(await traceWith(breakIt))).toEqual({ ...WHOLE, ...expected });
});
