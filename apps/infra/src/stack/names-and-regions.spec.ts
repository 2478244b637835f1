import { EVENT_SOURCE } from "@security-auto/assessment";
import { templateOf } from "../../test/synthesized";

const PHYSICAL_NAME =
  /"(?:Name|RoleName|FunctionName|LogGroupName|TopicName|QueueName|AlarmName|StatementId|StackSetName)":"([^"]+)"(?!,"Value")/g;

function physicalNames(settings: Record<string, unknown>): readonly string[] {
  const text = JSON.stringify(templateOf(settings).toJSON());
  return (
    [...text.matchAll(PHYSICAL_NAME)]
      .flatMap(([, name]) => (name === undefined ? [] : [name]))
      // The statements of the private bus: it is the stack's own, and no other has a statement there.
      .filter((name) => name !== "QueueName" && !/^Only|Only$/.test(name))
      .sort()
  );
}

test("everything with a name has the default one", () => {
  expect(physicalNames({})).toEqual([
    "/aws/lambda/security-auto-S3",
    "AllowOrganizationToPutEvents",
    "S3-assessment-requests",
    "S3-assessment-requests-undelivered",
    "S3-security-forward-own",
    "S3-security-forward-own-undelivered",
    "S3-security-remediations",
    "S3-security-remediations-undelivered",
    "SecurityAutomation",
    "lambda-slaw-s3",
    "security-alarms",
    "security-alerts",
    "security-alerts-publish",
    "security-auto",
    "security-auto-S3",
    "security-auto-S3-dropped",
    "security-auto-S3-errors",
    "security-auto-S3-invoke",
    "security-auto-S3-lost",
    "security-auto-S3-requests",
    "security-auto-S3-requests-age",
    "security-auto-S3-throttles",
    "security-auto-S3-waiting",
    "security-auto-failures",
    "security-auto-failures",
    "security-auto-s3-forward-own-us-west-2",
  ]);
});

test("one suffix makes every name another", () => {
  const names = physicalNames({ names: { suffix: "-staging" } });
  expect(names).toEqual(
    physicalNames({})
      .map((name) => `${name}-staging`)
      // The region comes last.
      .map((name) => name.replace("-us-west-2-staging", "-staging-us-west-2"))
      // The name of an alarm begins with that of what it watches.
      .map((name) =>
        name.replace(/(-(?:age|dropped|errors|lost|throttles|undelivered|waiting))(-staging)$/, "$2$1"),
      )
      .sort(),
  );
});

test("a suffix leaves no default name anywhere, not in an ARN, not in a policy", () => {
  const text = JSON.stringify(templateOf({ names: { suffix: "-staging" } }).toJSON());
  expect(text).not.toMatch(/event-bus\/security-auto"/);
  // The private bus is called like the source of its events, which no suffix changes.
  for (const name of physicalNames({}).filter((each) => each !== EVENT_SOURCE)) {
    expect(text.replaceAll(`${name}-`, "")).not.toContain(`"${name}"`);
    expect(text).not.toMatch(new RegExp(`[:/]${name.replaceAll("/", "\\/")}[":]`));
  }
});

test("a name given explicitly is taken as it is, and everything that depends on it follows", () => {
  const text = JSON.stringify(
    templateOf({
      names: { suffix: "-staging", rule: "s3-changes", bus: "security" },
      functions: { s3: { functionName: "s3-watch" } },
    }).toJSON(),
  );
  expect(text).toContain('"FunctionName":"s3-watch"');
  expect(text).toContain('"LogGroupName":"/aws/lambda/s3-watch"');
  expect(text).toContain("log-group:/aws/lambda/s3-watch:*");
  expect(text).toContain('"aws:SourceArn":"arn:aws:events:us-west-2:111122223333:rule/security/s3-changes"');
  expect(text).not.toMatch(/(?<!invoke-)security-auto-S3(?!-invoke|-requests)/);
});

test.each([
  ["eu-central-1", "aws"],
  ["us-gov-west-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
])("in %s, everything is there and in partition %s", (region, partition) => {
  const text = JSON.stringify(templateOf({ region, account: "444455556666" }).toJSON());
  expect(text).not.toContain("us-west-2");
  expect(text).not.toContain("111122223333");
  const partitions = new Set([...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, found]) => found));
  expect([...partitions]).toEqual([partition]);
  const regions = new Set(
    [...text.matchAll(/arn:aws[a-z-]*:[a-z]+:([a-z]+-[a-z0-9-]+):/g)].map(([, found]) => found),
  );
  expect([...regions]).toEqual([region]);
});
