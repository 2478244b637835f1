import type { JudgeConfiguration } from "@security-auto/s3-exposure";
import { fakeClock } from "@security-auto/testing";
import { PRIVATE } from "./bucket-answers";
import { change } from "./change";
import type { Answer } from "./denying-aws";
import { type Event, instance, useDenyingAws } from "./instance";

const aws = useDenyingAws();

const DESCRIBE = "AWSOrganizationsV20161128.DescribeAccount";
const ACCOUNT = "999900001111";
const CONFIGURATION: Partial<JudgeConfiguration> = {
  organization: { id: "o-exampleorg1", accounts: ["111122223333"] },
  lookup: true,
};

const tagged = (classification: string) =>
  `<Tagging><TagSet><Tag><Key>classification</Key><Value>${classification}</Value></Tag></TagSet></Tagging>`;

/** A bucket that another account can read. */
const shared = (classification = "sensitive", accounts: readonly string[] = [ACCOUNT]) => ({
  ...PRIVATE,
  "GET /ledger-archive/?tagging=": tagged(classification),
  "GET /ledger-archive/?policy=": JSON.stringify({
    Version: "2012-10-17",
    Statement: accounts.map((account) => ({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::ledger-archive/*",
    })),
  }),
  "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
});

const error = (status: number, type: string): Answer => ({
  status,
  body: JSON.stringify({ __type: type, Message: "in the words of AWS" }),
});
const INSIDE = JSON.stringify({ Account: { Id: ACCOUNT, State: "ACTIVE" } });
const OUTSIDE = error(400, "AccountNotFoundException");

const asked = () => aws.calls.filter((call) => call === DESCRIBE).length;
const another = (eventID: string): Event => ({ ...change, detail: { ...change.detail, eventID } });

test.each<{ name: string; answer: Answer; verdict: string; exposure: object; times?: number }>([
  {
    name: "of the organization",
    answer: INSIDE,
    verdict: "holds",
    exposure: { atLeast: "organization", atMost: "organization" },
  },
  {
    name: "that Organizations does not find",
    answer: OUTSIDE,
    verdict: "violates",
    exposure: { atLeast: "external", atMost: "external" },
  },
  {
    name: "that Organizations does not say anything of",
    answer: error(500, "ServiceException"),
    verdict: "unknown",
    exposure: { atLeast: "organization", atMost: "external" },
    times: 3,
  },
])(
  "a sensitive bucket shared with an account $name: $verdict",
  async ({ answer, verdict, exposure, times }) => {
    aws.allowed = { ...shared(), [DESCRIBE]: answer };
    const { invoke, warnings } = instance(CONFIGURATION);
    const { assessment } = await invoke();
    expect(assessment).toMatchObject({ verdict, exposure });
    expect(assessment).not.toHaveProperty("refusals");
    expect(asked()).toBe(times ?? 1);
    expect(warnings()).toHaveLength(verdict === "unknown" ? 1 : 0);
  },
);

test("a refusal leaves the verdict unknown, stands in the assessment, and is asked for again", async () => {
  aws.allowed = { ...shared(), [DESCRIBE]: error(400, "AccessDeniedException") };
  const { invoke } = instance(CONFIGURATION);
  const { assessment } = await invoke();
  expect(assessment).toMatchObject({
    verdict: "unknown",
    refusals: [
      {
        permission: "organizations:DescribeAccount",
        role: "arn:aws:iam::111122223333:role/lambda-slaw-s3",
        facets: [],
        because: "AccessDeniedException: in the words of AWS",
      },
    ],
  });
  await invoke();
  expect(asked()).toBe(2);
});

test.each<[string, Partial<JudgeConfiguration>, Readonly<Record<string, Answer>>]>([
  ["look-ups are off", { ...CONFIGURATION, lookup: false }, shared()],
  ["no verdict depends on it", CONFIGURATION, shared("internal")],
  ["any account inside would violate too", CONFIGURATION, shared("secret")],
  [
    "the account is a known one",
    { ...CONFIGURATION, organization: { id: "o-exampleorg1", accounts: [ACCOUNT] } },
    shared(),
  ],
  [
    "all accounts are known",
    { ...CONFIGURATION, organization: { id: "o-exampleorg1", accountsComplete: true } },
    shared(),
  ],
  ["nobody else can access the bucket", CONFIGURATION, { ...PRIVATE }],
  [
    "it names very many accounts",
    CONFIGURATION,
    shared(
      "sensitive",
      Array.from({ length: 21 }, (_, index) => String(999900001111 + index)),
    ),
  ],
])("Organizations is not asked where %s", async (_when, configuration, answers) => {
  aws.allowed = { ...answers, [DESCRIBE]: INSIDE };
  await instance(configuration).invoke();
  expect(asked()).toBe(0);
});

test("an answer stands for an hour", async () => {
  aws.allowed = { ...shared(), [DESCRIBE]: INSIDE };
  const { now, advance } = fakeClock("2026-03-04T09:14:02Z");
  const { invoke } = instance(CONFIGURATION, now);
  await invoke(another("one"));
  advance(60 * 60_000 - 1);
  await invoke(another("two"));
  expect(asked()).toBe(1);
  advance(1);
  aws.allowed = { ...shared(), [DESCRIBE]: OUTSIDE };
  expect(await invoke(another("three"))).toMatchObject({ assessment: { verdict: "violates" } });
  expect(asked()).toBe(2);
});
