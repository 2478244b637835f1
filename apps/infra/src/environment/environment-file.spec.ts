import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import * as fc from "fast-check";
import { LEAST } from "../../test/synthesized";
import { describeProblem } from "./environment";
import { loadEnvironment } from "./load-environment";

const folder = temporaryFolder();
let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(folder.path, "environments-"));
});

function write(text: string, name = "prod"): void {
  writeFileSync(join(directory, `${name}.json`), text);
}

/** The problems of `prod`, without the file's name in front. */
function problems(name = "prod"): readonly string[] {
  const loaded = loadEnvironment(directory, name);
  if (loaded.success) return [];
  return loaded.error.map(describeProblem).map((line) => line.replace(join(directory, "prod.json: "), ""));
}

const KEY = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const UNIT = "an organizational unit looks like ou-ab12-cdef3456, the whole organization is its root: r-ab12";
const MEMBERS = { organizationalUnits: ["ou-ab12-cdef3456"], regions: ["us-west-2"] };
const INVARIANT = { name: "nothing-public", exposure: "external" };

/** All that heartbeats need. */
const BEATING = { privateBus: true, findings: true, sweep: true, heartbeat: true };

const members = (settings: Record<string, unknown>) => ({ members: { ...MEMBERS, ...settings } });
const invariant = (settings: Record<string, unknown>) => ({ invariants: [{ ...INVARIANT, ...settings }] });

describe("a wrong setting is refused with its path and a reason", () => {
  test.each<[settings: Record<string, unknown>, problem: string]>([
    [{ account: "1111" }, "account: an account id is a string of 12 digits"],
    [{ account: 111122223333 }, "account: an account id is a string of 12 digits"],
    [{ account: undefined }, "account: missing (an account id is a string of 12 digits)"],
    [{ region: "us-wst-2" }, 'region: "us-wst-2" is no AWS region known here (did you mean "us-west-2"?)'],
    [{ region: "us-west-9" }, 'region: "us-west-9" is no AWS region known here (did you mean "us-west-1"?)'],
    [{ region: "moon" }, 'region: "moon" is no AWS region known here'],
    [{ region: 7 }, 'region: an AWS region like "us-west-2"'],
    [
      { organizationId: "r-abcd" },
      "organizationId: an organization id is o- and 10 to 32 small letters or digits",
    ],
    [{ alertEmails: [] }, "alertEmails: at least one e-mail address: somebody has to read the alerts"],
    [{ alertEmails: ["a@example.com", "b@example"] }, "alertEmails[1]: not an e-mail address"],
    [{ alertEmails: ["a@example.com", "A@example.com"] }, "alertEmails: an address is there twice"],
    [{ alertEmails: "a@example.com" }, "alertEmails: a list of e-mail addresses"],
    [{ acount: "1" }, 'acount: unknown key (did you mean "account"?)'],
    [{ zzz: 1 }, "zzz: unknown key"],
    [{ functions: { s3: { memory: 256 } } }, 'functions.s3.memory: unknown key (did you mean "memoryMb"?)'],
    [{ functions: { s3: { memoryMb: 64 } } }, "functions.s3.memoryMb: a whole number from 128 to 10240"],
    [{ functions: { s3: { memoryMb: 128.5 } } }, "functions.s3.memoryMb: a whole number from 128 to 10240"],
    [{ functions: { s3: { memoryMb: "128" } } }, "functions.s3.memoryMb: a whole number from 128 to 10240"],
    [
      { functions: { s3: { timeoutSeconds: 901 } } },
      "functions.s3.timeoutSeconds: a whole number from 1 to 900",
    ],
    [
      { functions: { s3: { reservedConcurrency: 0 } } },
      "functions.s3.reservedConcurrency: a whole number from 1 to 1000",
    ],
    [{ functions: { s3: { retryAttempts: 3 } } }, "functions.s3.retryAttempts: a whole number from 0 to 2"],
    [
      { functions: { s3: { maxEventAgeSeconds: 59 } } },
      "functions.s3.maxEventAgeSeconds: a whole number from 60 to 21600",
    ],
    [{ functions: { s3: { architecture: "arm" } } }, 'functions.s3.architecture: either "x86_64" or "arm64"'],
    [
      { functions: { s3: { logLevel: "WARN" } } },
      'functions.s3.logLevel: one of "TRACE", "DEBUG", "INFO"; the event itself is logged at INFO, so nothing less is offered',
    ],
    [
      { functions: { s3: { logRetentionDays: 2 } } },
      "functions.s3.logRetentionDays: one of CloudWatch's retention periods: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    ],
    [{ delivery: { retryAttempts: 186 } }, "delivery.retryAttempts: a whole number from 0 to 185"],
    [
      { delivery: { maxEventAgeSeconds: 86401 } },
      "delivery.maxEventAgeSeconds: a whole number from 60 to 86400",
    ],
    [{ bus: { create: "no" } }, "bus.create: true or false"],
    [
      { assessmentRequesters: ["operator"] },
      "assessmentRequesters[0]: a role ARN like arn:aws:iam::111122223333:role/operator",
    ],
    [
      { assessmentRequesters: ["arn:aws:iam::111122223333:role/operator"] },
      "assessmentRequesters: there is no bus to ask on; set privateBus to true",
    ],
    [
      { privateBus: true, assessmentRequesters: ["arn:aws:iam::444455556666:role/operator"] },
      "assessmentRequesters[0]: no role of account 111122223333: requests come from the account of the bus",
    ],
    [{ findings: true }, "findings: findings follow from what is on the private bus; set privateBus to true"],
    [{ securityHub: true }, "securityHub: findings are what is imported; set findings to true"],
    [{ chat: true }, "chat: the chat is told of findings; set findings to true"],
    [{ heartbeat: true }, "heartbeat: it is a sweep that finds which ones are missing; set sweep to true"],
    ...["rate(4 minutes)", "rate(25 hours)", "rate(2 days)"].map(
      (schedule): [Record<string, unknown>, string] => [
        { ...BEATING, heartbeat: { schedule } },
        "heartbeat.schedule: 5 minutes to 1 day",
      ],
    ),
    [
      { ...BEATING, heartbeat: { schedule: "cron(0 * * * ? *)" } },
      "heartbeat.schedule: such as rate(1 hour)",
    ],
    [
      { ...BEATING, heartbeat: "hourly" },
      'heartbeat: true, false, or settings such as { "schedule": "rate(1 hour)" }',
    ],
    [
      { ...BEATING, names: { suffix: "-Blue" } },
      'names.heartbeatBucket: "s3-heartbeat-Blue", which the suffix makes it, is none: 2 to 32 small letters, digits, and -, beginning and ending with a letter or digit',
    ],
    [
      { ...BEATING, ...members({ regions: ["us-west-2", "me-south-1"] }) },
      "heartbeat: S3 has no namespace of an account's own in me-south-1, and without it a stranger could take the bucket's name; leave heartbeat out",
    ],
    [{ remediation: true }, "remediation: a finding tells what was done about it; set findings to true"],
    [
      { functions: { restrict: { reservedConcurrency: 4 } } },
      "functions.restrict.reservedConcurrency: 4, but its queue is worked off with 5 invocations at once: throttled, messages would end in the failure queue; set it to 5 at least, or leave it out",
    ],
    [
      {
        privateBus: true,
        assessmentRequesters: ["arn:aws:iam::111122223333:role/operator"],
        functions: { s3: { reservedConcurrency: 20 } },
      },
      "functions.s3.reservedConcurrency: 20, but its queue is worked off with 20 invocations at once: throttled, messages would end in the failure queue; set it to 21 at least, or leave it out",
    ],
    [{ notify: { everyChange: "no" } }, "notify.everyChange: true or false"],
    [
      { notify: { everyChange: false } },
      "notify.everyChange: false, but nobody would be mailed what the function finds instead; set findings to true, or leave this out",
    ],
    [{ alarms: "yes" }, "alarms: true or false"],
    [{ invocation: "role" }, 'invocation: either "execution-role" or "resource-policy"'],
    [
      { vpc: {} },
      "vpc.subnetIds: missing (a list of subnet ids)\nvpc.securityGroupIds: missing (a list of security group ids)",
    ],
    [
      { vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-0123456789abcdef0"] } },
      "vpc.subnetIds[0]: a subnet id looks like subnet-0123456789abcdef0",
    ],
    [
      { vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: [] } },
      "vpc.securityGroupIds: at least one security group",
    ],
    [
      { permissionsBoundaryArn: "boundary" },
      "permissionsBoundaryArn: an ARN like arn:aws:iam::111122223333:policy/boundary",
    ],
    [
      { permissionsBoundaryArn: "arn:aws:iam::444455556666:policy/boundary" },
      "permissionsBoundaryArn: a policy of account 444455556666; a boundary must be of account 111122223333 or AWS's own",
    ],
    [
      { permissionsBoundaryArn: "arn:aws-cn:iam::111122223333:policy/boundary" },
      "permissionsBoundaryArn: partition aws-cn, but us-west-2 is in aws",
    ],
    [
      { kmsKeyArn: "alias/key" },
      "kmsKeyArn: an ARN like arn:aws:kms:us-west-2:111122223333:key/ and the key's id",
    ],
    [
      { kmsKeyArn: KEY.replace("us-west-2", "eu-west-1") },
      "kmsKeyArn: the key is in eu-west-1, the stack in us-west-2: a key serves its own region only",
    ],
    [{ removalPolicy: "keep" }, 'removalPolicy: either "retain" or "destroy"'],
    [
      { tags: { "aws:team": "x" } },
      "tags.aws:team: a tag key is 1 to 128 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
    ],
    [
      { tags: { team: "x".repeat(257) } },
      "tags.team: a tag value is at most 256 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
    ],
    // IAM takes fewer characters than other services, and CloudFormation would find out in the middle of a deployment.
    [
      { tags: { team: "blue (night)" } },
      "tags.team: a tag value is at most 256 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
    ],
    [
      { tags: { "team?": "blue" } },
      "tags.team?: a tag key is 1 to 128 letters, digits, spaces, and _.:/=+-@ and does not begin with aws:",
    ],
    [
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, "x"])) },
      "tags: at most 50 tags",
    ],
    [
      { names: { bus: "security/changes" } },
      "names.bus: a name here is 1 to 256 letters, digits, and ._- and not beginning with aws.",
    ],
    [
      {
        vpc: {
          subnetIds: Array.from({ length: 17 }, (_, index) => `subnet-${String(index).padStart(8, "0")}`),
          securityGroupIds: ["sg-0123456789abcdef0"],
        },
      },
      "vpc.subnetIds: Lambda takes at most 16 subnets",
    ],
    [
      {
        vpc: {
          subnetIds: ["subnet-0123456789abcdef0"],
          securityGroupIds: Array.from({ length: 6 }, (_, index) => `sg-${String(index).padStart(8, "0")}`),
        },
      },
      "vpc.securityGroupIds: Lambda takes at most 5 security groups",
    ],
    [{ names: { suffix: "!" } }, "names.suffix: a suffix is at most 20 letters, digits, and _-"],
    [
      { functions: { s3: { functionName: "a b" } } },
      "functions.s3.functionName: a name here is 1 to 64 letters, digits, and _-",
    ],
    [{ functions: { s4: {} } }, 'functions.s4: unknown key (did you mean "s3"?)'],
    // What these keys meant is said elsewhere now.
    [{ names: { function: "a" } }, "names.function: now functions.s3.functionName"],
    [{ names: { functionRole: "a" } }, "names.functionRole: now functions.s3.roleName"],
    [{ names: { functionPolicy: "a" } }, "names.functionPolicy: now functions.s3.policyName"],
    [{ names: { invokeRole: "a" } }, "names.invokeRole: now functions.s3.invokeRoleName"],
    [{ names: { invokePolicy: "a" } }, "names.invokePolicy: now functions.s3.invokePolicyName"],
    [{ function: { memoryMb: 256 } }, "function: now functions.s3"],
    [{ names: { buss: "a" } }, 'names.buss: unknown key (did you mean "bus"?)'],
    [
      { functions: { s3: { roleName: "one", invokeRoleName: "one" } } },
      'functions.s3.invokeRoleName: two different things are both called role "one"',
    ],
    [
      { names: { bus: "default" } },
      'names.bus: every account has its bus "default" already; set bus.create to false',
    ],
    [
      { members: {} },
      "members.organizationalUnits: missing (a list of organizational units)\nmembers.regions: missing (a list of regions)",
    ],
    [members({ organizationalUnits: [] }), "members.organizationalUnits: at least one organizational unit"],
    [members({ organizationalUnits: ["ou-1"] }), `members.organizationalUnits[0]: ${UNIT}`],
    [members({ organizationalUnits: ["o-exampleorg1"] }), `members.organizationalUnits[0]: ${UNIT}`],
    [members({ organizationalUnits: ["r-AB12"] }), `members.organizationalUnits[0]: ${UNIT}`],
    [
      members({ organizationalUnits: ["r-ab12", "r-ab12"] }),
      "members.organizationalUnits: an organizational unit is there twice",
    ],
    [members({ regions: [] }), "members.regions: at least one region"],
    [
      members({ regions: ["us-west-2", "us-est-1"] }),
      'members.regions[1]: "us-est-1" is no AWS region known here (did you mean "us-east-1"?)',
    ],
    [members({ regions: ["us-west-2", "us-west-2"] }), "members.regions: a region is there twice"],
    [
      members({ regions: ["us-east-1"] }),
      "members.regions: us-west-2 is not there: the role that reads is made with it",
    ],
    [
      members({ regions: ["us-west-2", "cn-north-1"] }),
      "members.regions[1]: cn-north-1 is in partition aws-cn, us-west-2 in aws: an organization has accounts of one",
    ],
    [members({ callAs: "ADMIN" }), 'members.callAs: either "DELEGATED_ADMIN" or "SELF"'],
    [members({ units: [] }), "members.units: unknown key"],
    [
      { ...members({}), names: { suffix: "_b" } },
      'names.stackSet: "security-auto-members_b", which the suffix makes it, is none: 1 to 128 letters, digits, and -, beginning with a letter',
    ],
    [
      { names: { forwardRole: "r".repeat(49) } },
      "names.forwardRole: a name here is 1 to 48 letters, digits, and +=,.@_-",
    ],
    [{ organizationAccounts: ["1"] }, "organizationAccounts[0]: an account id is a string of 12 digits"],
    [
      { organizationAccounts: ["111122223333", "111122223333"] },
      "organizationAccounts: an account is there twice",
    ],
    [
      { organizationAccountsComplete: true },
      "organizationAccountsComplete: true, but organizationAccounts lists no account: every other account would count as outside the organization. List all of its accounts, at least 111122223333, or leave this out",
    ],
    [
      { organizationAccounts: [], organizationAccountsComplete: true },
      "organizationAccountsComplete: true, but organizationAccounts lists no account: every other account would count as outside the organization. List all of its accounts, at least 111122223333, or leave this out",
    ],
    [{ invariants: {} }, "invariants: a list of invariants"],
    [
      invariant({ exposure: "nobody" }),
      "invariants[0].exposure: one of private, organization, external, public",
    ],
    [invariant({ name: "" }), "invariants[0].name: a text of 1 to 128 characters that does not begin with @"],
    [invariant({ respond: { mode: "fix" } }), "invariants[0].respond.mode: one of observe, approve, enforce"],
    [
      invariant({ respond: { mode: "enforce" } }),
      "invariants[0].respond.mode: enforce, but no function of the stack writes to a bucket; set remediation to true, or the mode to observe (npm run plan shows what would be done)",
    ],
    [invariant({ wen: {} }), 'invariants[0].wen: unknown key (did you mean "when"?)'],
    [invariant({ when: { tags: { a: 1 } } }), "invariants[0].when.tags.a: a text, or a list of texts"],
    [
      invariant({ when: { accounts: ["1"] } }),
      "invariants[0].when.accounts[0]: an account id is a string of 12 digits",
    ],
    [
      invariant({ except: [{ bucket: "b", owner: "o", reason: "r", expires: "31.12.2026" }] }),
      'invariants[0].except[0].expires: a date, such as "2026-12-31"',
    ],
    [
      invariant({ except: [{ owner: "o", reason: "r", expires: "2026-12-31" }] }),
      "invariants[0].except[0]: a bucket or an account has to be named: an exception for everything is no exception",
    ],
    [
      { invariants: [INVARIANT, INVARIANT] },
      'invariants[1].name: the name "nothing-public" is taken by an invariant above',
    ],
  ])("%j", (settings, problem) => {
    write(JSON.stringify({ ...LEAST, ...settings }));
    expect(problems().join("\n")).toBe(problem);
  });

  test("all of them at once, not only the first", () => {
    write(JSON.stringify({ ...LEAST, account: "1", region: "x", extra: true }));
    expect(problems()).toHaveLength(3);
  });
});

describe("what is no JSON is refused with the line and column", () => {
  test.each([
    ["an empty file", "", "line 1 column 1: not JSON: Unexpected end of JSON input"],
    ["a text without quotes", '{ "account": "1111",\n  "region": us }', "line 2 column 13: not JSON"],
    ["no comma between two keys", '{ "account": "1111"\n  "region": "x" }', "line 2 column 3: not JSON"],
    ["a comma after the last value", '{ "account": "1111",\n}', "line 2 column 1: not JSON"],
    ["an object that does not end", '{ "account": "1111" ', "line 1 column 21: not JSON"],
    ["a key without quotes", "{ account: 1 }", "line 1 column 3: not JSON"],
  ])("%s", (_name, text, start) => {
    write(text);
    expect(problems()).toHaveLength(1);
    expect(problems()[0]?.slice(0, start.length)).toBe(start);
  });

  test.each(["null", "[]", "3", '"x"', "{}"])("%s is JSON, and still no environment", (text) => {
    write(text);
    expect(problems().length).toBeGreaterThan(0);
  });
});

test("a byte order mark, which some editors write, does not count", () => {
  write("\ufeff{ }");
  const withMark = problems();
  write("{ }");
  expect(withMark).toEqual(problems());
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.object().map((value) => JSON.stringify({ ...LEAST, ...value })),
      ),
      (text) => {
        write(text);
        expect(typeof loadEnvironment(directory, "prod").success).toBe("boolean");
      },
    ),
    { numRuns: 200 },
  );
});

describe("the name", () => {
  test.each(["", "../prod", "a/b", "environment.schema", "-a", "a-", "x".repeat(41), "a b"])(
    "%j is refused",
    (name) => {
      expect(problems(name)).toEqual([
        `--environment=${name}: an environment's name is 1 to 40 letters, digits, and - between them`,
      ]);
    },
  );

  test("a file that is not there is refused with the ones that are", () => {
    write("{}", "staging");
    write("{}", "environment.schema");
    expect(problems()).toEqual(["no such file; the environments are: staging"]);
  });

  test("without any file, too", () => {
    expect(problems()).toEqual(["no such file; the environments are: none"]);
  });
});

test.each([
  ["aws-eusc", "eusc-de-east-1"],
  ["aws-iso-b", "us-isob-east-1"],
])("in the partition %s a key and a boundary are of that partition", (partition, region) => {
  const settings = {
    region,
    kmsKeyArn: `arn:${partition}:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    permissionsBoundaryArn: `arn:${partition}:iam::111122223333:policy/boundary`,
  };
  write(JSON.stringify({ ...LEAST, ...settings }));
  expect(problems()).toEqual([]);
});

test("an organization of the security account alone is complete with that account in the list", () => {
  write(
    JSON.stringify({ ...LEAST, organizationAccounts: [LEAST.account], organizationAccountsComplete: true }),
  );
  expect(problems()).toEqual([]);
});

test("every setting of members and invariants there is", () => {
  const settings = {
    members: { organizationalUnits: ["r-ab12", "ou-ab12-cdef3456"], regions: ["us-west-2", "us-east-1"] },
    organizationAccounts: ["444455556666"],
    invariants: [
      {
        name: "sensitive-stays-inside",
        when: {
          tags: { classification: ["sensitive", "secret"] },
          accounts: ["444455556666"],
          buckets: "a-*",
        },
        exposure: "organization",
        except: [
          { bucket: "a-share", owner: "security@example.com", reason: "Audit", expires: "2026-12-31" },
          { account: "444455556666", owner: "a", reason: "b", expires: "2026-12-31T17:00:00Z" },
        ],
      },
    ],
  };
  write(JSON.stringify({ ...LEAST, ...settings }));
  expect(problems()).toEqual([]);
  expect(loadEnvironment(directory, "prod")).toMatchObject({
    success: true,
    data: { ...settings, members: { ...settings.members, callAs: "DELEGATED_ADMIN" } },
  });
});

test("the least file that is right has every default", () => {
  write(JSON.stringify({ $schema: "./environment.schema.json", ...LEAST }));
  const loaded = loadEnvironment(directory, "prod");
  expect(loaded).toMatchObject({
    success: true,
    data: {
      name: "prod",
      ...LEAST,
      alarms: false,
      watchSecurityAccount: false,
      privateBus: false,
      assessmentRequesters: [],
      notify: { everyChange: true },
      bus: { create: true },
      invocation: "execution-role",
      removalPolicy: "retain",
      delivery: { retryAttempts: 185, maxEventAgeSeconds: 86400 },
      names: { bus: "SecurityAutomation" },
      functions: { s3: { functionName: "security-auto-S3", roleName: "lambda-slaw-s3", memoryMb: 256 } },
    },
  });
});
