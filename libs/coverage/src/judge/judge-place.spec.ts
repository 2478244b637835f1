import { checksMade } from "@security-auto/assessment";
import { s3AccessChangePattern } from "@security-auto/events";
import { expectedIn } from "../expected";
import type { PlaceFacts, RuleFacts, TrailFacts } from "../reading";
import { HOME, SETTINGS } from "../../test/settings";
import { judgePlace } from "./judge-place";

const MEMBER = { accountId: "444455556666", region: "eu-central-1" };
const EXPECTED = expectedIn(MEMBER, SETTINGS, HOME);

const read = <T>(value: T) => ({ kind: "read", value }) as const;
const ABSENT = { kind: "absent" } as const;
const REFUSED = { kind: "unknown", because: "it was refused" } as const;

const ruleLike = (name: "forwarding" | "tampering", more: Partial<RuleFacts> = {}): RuleFacts => ({
  state: "ENABLED",
  pattern: JSON.stringify(EXPECTED[name].pattern),
  targets: [{ arn: EXPECTED.centralBusArn, roleArn: EXPECTED[name].roleArn, isTransformed: false }],
  ...more,
});
const trail = (more: Partial<TrailFacts> = {}): TrailFacts => ({
  arn: "arn:aws:cloudtrail:us-east-1:444455556666:trail/audit",
  name: "audit",
  homeRegion: "us-east-1",
  isMultiRegion: true,
  isLogging: read(true),
  selectors: read({ basic: [{ readWriteType: "All", management: true, without: [] }], advanced: [] }),
  ...more,
});
const WELL: PlaceFacts = {
  forwardingRule: read(ruleLike("forwarding")),
  tamperingRule: read(ruleLike("tampering")),
  queue: read(0),
  trails: read([trail()]),
  heartbeat: {
    schedule: read({ isEnabled: true, createdAt: Date.parse("2026-01-01T00:00:00Z") }),
    last: read(Date.parse("2026-03-05T11:00:00Z")),
  },
};

const NOW = Date.parse("2026-03-05T12:00:00Z");

/** What is not well in a region, and the command that mends it. */
const failing = (facts: Partial<PlaceFacts>) =>
  checksMade(judgePlace(EXPECTED, { ...WELL, ...facts }, NOW)).flatMap(
    ([check, { result, because, mend }]) =>
      result === "ok" ? [] : [[check, result, because, ...(mend === undefined ? [] : [mend])].join(" | ")],
  );

const AGAIN = "deploy the member stack to the account again";
const forwarding = (more: Partial<RuleFacts>): Partial<PlaceFacts> => ({
  forwardingRule: read(ruleLike("forwarding", more)),
});
const [target] = ruleLike("forwarding").targets;
const fewer = { ...s3AccessChangePattern, account: ["444455556666"] };
const withoutOne = { ...s3AccessChangePattern, source: s3AccessChangePattern.source.slice(1) };

test.each<[string, Partial<PlaceFacts>, readonly string[]]>([
  ["all is well", {}, []],
  [
    "the rule is disabled",
    forwarding({ state: "DISABLED" }),
    [
      "forwarding-rule | wrong | the rule S3-security-forward is disabled | aws events enable-rule --name S3-security-forward --region eu-central-1",
    ],
  ],
  [
    "the rule gets read events too",
    forwarding({ state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }),
    [],
  ],
  [
    "there is no rule",
    { forwardingRule: ABSENT },
    [`forwarding-rule | wrong | there is no rule S3-security-forward on the default event bus: ${AGAIN}`],
  ],
  ["the rule could not be read", { forwardingRule: REFUSED }, ["forwarding-rule | unknown | it was refused"]],
  ...[JSON.stringify(fewer), JSON.stringify(withoutOne), "{", undefined].map(
    (pattern): [string, Partial<PlaceFacts>, readonly string[]] => [
      `the pattern is ${String(pattern).slice(0, 20)}`,
      forwarding({ pattern }),
      [
        `forwarding-rule | wrong | the pattern of the rule S3-security-forward is another one, and may match fewer calls: ${AGAIN}`,
      ],
    ],
  ),
  [
    "the pattern matches more",
    forwarding({
      pattern:
        '{ "source": ["aws.s3", "aws.s3express", "aws.s3-outposts", "aws.organizations", "aws.s3files", "aws.s3tables", "aws.s3vectors"] }',
    }),
    [],
  ],
  [
    "the target is another bus",
    forwarding({
      targets: [
        {
          arn: "arn:aws:events:us-west-2:999988887777:event-bus/x",
          roleArn: undefined,
          isTransformed: false,
        },
      ],
    }),
    [
      `forwarding-rule | wrong | the rule S3-security-forward does not have the central event bus as a target: ${AGAIN}`,
    ],
  ],
  [
    "the target has a role that is not ours",
    forwarding({
      targets: [
        {
          ...target,
          arn: EXPECTED.centralBusArn,
          roleArn: "arn:aws:iam::444455556666:role/x",
          isTransformed: false,
        },
      ],
    }),
    [
      `forwarding-rule | wrong | the rule S3-security-forward sends to the central event bus in another role than arn:aws:iam::444455556666:role/security-auto-s3-forward-eu-central-1: ${AGAIN}`,
    ],
  ],
  [
    "the target gets a text in place of the event",
    forwarding({
      targets: [{ arn: EXPECTED.centralBusArn, roleArn: EXPECTED.forwarding.roleArn, isTransformed: true }],
    }),
    [
      `forwarding-rule | wrong | the rule S3-security-forward sends something else than the event to the central event bus: ${AGAIN}`,
    ],
  ],
  [
    "the rule for tampering is gone",
    { tamperingRule: ABSENT },
    [
      `tampering-rule | wrong | there is no rule S3-security-tampering-forward on the default event bus: ${AGAIN}`,
    ],
  ],
  [
    "events lie in the queue",
    { queue: read(3) },
    [
      "forwarding-queue | wrong | events that could not be forwarded lie in the queue security-auto-forward-failures: its messages say why | npm run redrive -- --queue arn:aws:sqs:eu-central-1:444455556666:security-auto-forward-failures",
    ],
  ],
  [
    "there is no queue",
    { queue: ABSENT },
    [`forwarding-queue | wrong | there is no queue security-auto-forward-failures: ${AGAIN}`],
  ],
  ["the queue could not be read", { queue: REFUSED }, ["forwarding-queue | unknown | it was refused"]],
])("%s", (_, facts, expected) => {
  expect(failing(facts)).toEqual(expected);
});

const ORGANIZATION = {
  arn: "arn:aws:cloudtrail:us-east-1:999988887777:trail/organization",
  name: "organization",
};
const selecting = (
  ...fields: readonly (readonly [string, string, readonly string[]])[]
): Partial<TrailFacts> => ({
  selectors: read({
    basic: [],
    advanced: [fields.map(([field, operator, values]) => ({ field, operators: { [operator]: values } }))],
  }),
});
const MANAGEMENT = ["eventCategory", "Equals", ["Management"]] as const;
const basic = (
  readWriteType: string,
  management = true,
  without: readonly string[] = [],
): Partial<TrailFacts> => ({
  selectors: read({ basic: [{ readWriteType, management, without }], advanced: [] }),
});
const NO_WRITES =
  "wrong | the trail audit does not log management events that write, or leaves sources of them out, and no other one does | aws cloudtrail put-event-selectors --trail-name arn:aws:cloudtrail:us-east-1:444455556666:trail/audit --region us-east-1 --event-selectors ReadWriteType=All,IncludeManagementEvents=true";
const NONE =
  "wrong | no trail logs events of eu-central-1: make one that logs management events of all regions";
const STOPPED =
  "wrong | the trail audit has stopped logging, and no other one logs the calls | aws cloudtrail start-logging --name arn:aws:cloudtrail:us-east-1:444455556666:trail/audit --region us-east-1";

test.each<[string, PlaceFacts["trails"], readonly string[]]>([
  ["there is none", read([]), [NONE]],
  ["one of another region", read([trail({ isMultiRegion: false })]), [NONE]],
  ["one of the region", read([trail({ isMultiRegion: false, homeRegion: "eu-central-1" })]), []],
  ["the organization's", read([trail(ORGANIZATION)]), []],
  ["one that has stopped", read([trail({ isLogging: read(false) })]), [STOPPED]],
  [
    "the organization's, which has stopped",
    read([trail({ ...ORGANIZATION, isLogging: read(false) })]),
    [
      "wrong | the trail organization of account 999988887777 has stopped logging, and no other one logs the calls",
    ],
  ],
  ["one of two has stopped", read([trail({ isLogging: read(false) }), trail(ORGANIZATION)]), []],
  ["writes only", read([trail(basic("WriteOnly"))]), []],
  ["reads only", read([trail(basic("ReadOnly"))]), [NO_WRITES]],
  ["data events only", read([trail(basic("All", false))]), [NO_WRITES]],
  ["all but those of one source", read([trail(basic("All", true, ["kms.amazonaws.com"]))]), []],
  ["all but those of ours", read([trail(basic("All", true, ["s3.amazonaws.com"]))]), [NO_WRITES]],
  ["no selectors", read([trail({ selectors: read({ basic: [], advanced: [] }) })]), []],
  ["advanced: management", read([trail(selecting(MANAGEMENT))]), []],
  ["advanced: data", read([trail(selecting(["eventCategory", "Equals", ["Data"]]))]), [NO_WRITES]],
  ["advanced: writes", read([trail(selecting(MANAGEMENT, ["readOnly", "Equals", ["false"]]))]), []],
  ["advanced: reads", read([trail(selecting(MANAGEMENT, ["readOnly", "Equals", ["true"]]))]), [NO_WRITES]],
  [
    "advanced: without another source",
    read([trail(selecting(MANAGEMENT, ["eventSource", "NotEquals", ["kms.amazonaws.com"]]))]),
    [],
  ],
  [
    "advanced: without ours",
    read([trail(selecting(MANAGEMENT, ["eventSource", "NotEquals", ["events.amazonaws.com"]]))]),
    [NO_WRITES],
  ],
  [
    "advanced: by what is not judged",
    read([trail(selecting(MANAGEMENT, ["userIdentity.arn", "NotStartsWith", ["arn:"]]))]),
    ["unknown | the trail audit: an advanced event selector goes by userIdentity.arn, which is not judged"],
  ],
  ["its state could not be read", read([trail({ isLogging: REFUSED })]), ["unknown | it was refused"]],
  [
    "one could not be read and another has stopped",
    read([trail({ isLogging: read(false) }), trail({ ...ORGANIZATION, isLogging: REFUSED })]),
    ["unknown | it was refused"],
  ],
  ["trails could not be listed", REFUSED, ["unknown | it was refused"]],
])("the trail: %s", (_, trails, expected) => {
  expect(failing({ trails })).toEqual(expected.map((line) => `trail | ${line}`));
});

const at = (time: string) => read(Date.parse(`2026-03-05T${time}Z`));
const made = (time: string, isEnabled = true) =>
  read({ isEnabled, createdAt: Date.parse(`2026-03-05T${time}Z`) });
const SINCE_JANUARY = read({ isEnabled: true, createdAt: Date.parse("2026-01-01T00:00:00Z") });
const MISSING =
  "and one is due every 60 minutes: a change of the bucket s3-heartbeat-444455556666-eu-central-1-an does not arrive (docs/coverage.md says what is on its way)";

test.each<[string, NonNullable<PlaceFacts["heartbeat"]>, readonly string[]]>([
  // Two may be missing, and one on its way for a quarter of an hour.
  ["the last but one is late", { schedule: SINCE_JANUARY, last: at("09:45:00") }, []],
  [
    "both are missing",
    { schedule: SINCE_JANUARY, last: at("09:44:59") },
    [`wrong | no heartbeat came since 2026-03-05T09:44:59.000Z, ${MISSING}`],
  ],
  [
    "none ever came",
    { schedule: SINCE_JANUARY, last: ABSENT },
    [`wrong | no heartbeat ever came, ${MISSING}`],
  ],
  [
    "none came yet",
    { schedule: made("09:45:00"), last: ABSENT },
    [
      "unknown | the schedule security-auto-heartbeat was made at 2026-03-05T09:45:00.000Z, and no heartbeat has to be there yet",
    ],
  ],
  [
    "none came where one has to be there",
    { schedule: made("09:44:59"), last: ABSENT },
    [`wrong | no heartbeat ever came, ${MISSING}`],
  ],
  [
    "those before the schedule was made anew",
    { schedule: made("11:00:00"), last: at("01:00:00") },
    [
      "unknown | the schedule security-auto-heartbeat was made at 2026-03-05T11:00:00.000Z, and no heartbeat has to be there yet",
    ],
  ],
  [
    "there is no schedule, and the last one is not missed yet",
    { schedule: ABSENT, last: at("11:00:00") },
    [`wrong | there is no schedule security-auto-heartbeat, which sends heartbeats: ${AGAIN}`],
  ],
  [
    "the schedule is disabled",
    { schedule: made("01:00:00", false), last: at("11:00:00") },
    [
      `wrong | the schedule security-auto-heartbeat, which sends heartbeats, is disabled: enable it, or ${AGAIN}`,
    ],
  ],
  ["the schedule could not be read, and they come", { schedule: REFUSED, last: at("11:00:00") }, []],
  [
    "the schedule could not be read, and they do not come any more",
    { schedule: REFUSED, last: at("01:00:00") },
    [`wrong | no heartbeat came since 2026-03-05T01:00:00.000Z, ${MISSING}`],
  ],
  [
    "the schedule could not be read, and none ever came",
    { schedule: REFUSED, last: ABSENT },
    ["unknown | no heartbeat ever came, and it was refused"],
  ],
  [
    "the register could not be read",
    { schedule: SINCE_JANUARY, last: REFUSED },
    ["unknown | it was refused"],
  ],
])("heartbeats: %s", (_, heartbeat, expected) => {
  expect(failing({ heartbeat })).toEqual(expected.map((line) => `heartbeat | ${line}`));
});
