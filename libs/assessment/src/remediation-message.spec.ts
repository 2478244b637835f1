import * as fc from "fast-check";
import { closedAfter, newsOf } from "../test/remediated-findings";
import { ACCEPTED, WAS_PUBLIC } from "../test/findings";
import { chatMessage } from "./chat-message";
import type { Finding } from "./finding";
import { findingMessage } from "./finding-message";
import { REMEDIATION_EXAMPLE } from "./remediation.example";

const BUCKET = "bucket ledger-archive (444455556666, eu-central-1)";
const VIOLATES = `${BUCKET} violates nothing-public`;
const STEP =
  "the policy is public: S3 keeps access by it to the bucket owner's account and AWS services, and accepts no public policy";
const NOW = "2026-03-04 09:14:09 UTC";
const STOPS = "Who loses access: anyone on the internet.";
const WOULD_STOP = "Who would lose access: anyone on the internet.";
const BY = "arn:aws:iam::111122223333:user/noor";

const { id } = REMEDIATION_EXAMPLE;
const SHOW = `npm run actions -- show ${id}`;
const APPROVE = `npm run approve -- ${id}`;
const UNDO = `npm run undo -- ${id} --owner NAME --reason TEXT`;

interface Row {
  readonly finding: Finding;
  readonly keyword: string;
  readonly headline: string;
  /** What is said of the remediation. */
  readonly said: readonly string[];
  /** The commands about it. */
  readonly commands: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "a plan that is only observed": {
    finding: newsOf({ status: "planned", respond: "observe" }),
    keyword: "PLANNED",
    headline: `${VIOLATES}, and a remediation is planned.`,
    said: [`What would be done: ${STEP}. Nothing is written: the invariant is only observed.`, WOULD_STOP],
    commands: [SHOW, APPROVE],
  },
  "a plan for which nobody may write": {
    finding: newsOf({
      status: "planned",
      respond: "observe",
      because: "there is no role that may write the bucket",
    }),
    keyword: "PLANNED",
    headline: `${VIOLATES}, and a remediation is planned.`,
    said: [
      `What would be done: ${STEP}. Nothing is written: there is no role that may write the bucket.`,
      WOULD_STOP,
    ],
    commands: [SHOW, APPROVE],
  },
  "a plan that waits for approval": {
    finding: newsOf({ status: "planned", respond: "approve", stops: [] }),
    keyword: "PLANNED",
    headline: `${VIOLATES}, and a remediation is planned.`,
    said: [`What would be done: ${STEP}. It waits for approval.`],
    commands: [SHOW, APPROVE],
  },
  "one that was made too often": {
    finding: newsOf({
      status: "planned",
      respond: "approve",
      because: "role deploy opened it again after 3 remediations in 24 hours",
    }),
    keyword: "PLANNED",
    headline: `${VIOLATES}, and a remediation is planned.`,
    said: [
      `What would be done: ${STEP}. It waits for approval: role deploy opened it again after 3 remediations in 24 hours.`,
      WOULD_STOP,
    ],
    commands: [SHOW, APPROVE],
  },
  "a plan with a deadline": {
    finding: newsOf({ status: "planned", notBefore: "2026-03-05T09:14:05.120Z" }),
    keyword: "PLANNED",
    headline: `${VIOLATES}, and a remediation is planned.`,
    said: [
      `What would be done: ${STEP}. It will be done by the first assessment after 2026-03-05 09:14:05 UTC, unless the finding is closed or accepted before then.`,
      WOULD_STOP,
    ],
    commands: [SHOW, APPROVE],
  },
  "a remediation that failed": {
    finding: newsOf({
      status: "failed",
      because: "PutPublicAccessBlock failed: AccessDenied (status 403): no",
    }),
    keyword: "FAILED",
    headline: `${VIOLATES}, and its remediation failed.`,
    said: [
      `What was tried at ${NOW}: ${STEP}. What went wrong: PutPublicAccessBlock failed: AccessDenied (status 403): no.`,
      WOULD_STOP,
    ],
    commands: [SHOW, UNDO],
  },
  "one that failed, of a bucket that may violate the invariant no longer": {
    finding: { ...newsOf({ status: "failed" }), transition: "uncertain", verdict: "unknown" },
    keyword: "FAILED",
    headline: `whether ${VIOLATES} cannot be determined now, and its remediation failed.`,
    said: [`What was tried at ${NOW}: ${STEP}. What went wrong: no reason is known.`, WOULD_STOP],
    commands: [SHOW, UNDO],
  },
  "no plan": {
    finding: newsOf({ status: "refused", steps: [], because: "the policy would be longer than 20 KB" }),
    keyword: "REFUSED",
    headline: `${VIOLATES}, and it is not remediated.`,
    said: ["Nothing was changed: the policy would be longer than 20 KB."],
    commands: [SHOW],
  },
  "a plan that is not made": {
    finding: newsOf({ status: "refused", because: "enforcement is switched off" }),
    keyword: "REFUSED",
    headline: `${VIOLATES}, and it is not remediated.`,
    said: [`What would have been done: ${STEP}. Nothing was changed: enforcement is switched off.`],
    commands: [SHOW],
  },
  "a remediation that was undone": {
    finding: newsOf({
      status: "undone",
      requested: { by: BY, owner: "noor@example.com", reason: "the partner needs it" },
    }),
    keyword: "UNDONE",
    headline: `${VIOLATES}, and its remediation was undone.`,
    said: [
      `Undone at ${NOW}, asked for by noor@example.com (the partner needs it): the bucket has its earlier settings again.`,
    ],
    commands: [SHOW],
  },
  "a finding that is closed after its remediation": {
    finding: closedAfter({}),
    keyword: "CLOSED",
    headline: `${BUCKET} no longer violates nothing-public, after less than a minute.`,
    said: [`What was done at ${NOW}: ${STEP}.`, STOPS],
    commands: [SHOW, UNDO],
  },
  "one that is closed while its remediation is under way": {
    finding: closedAfter({ status: "planned" }),
    keyword: "CLOSED",
    headline: `${BUCKET} no longer violates nothing-public, after less than a minute.`,
    said: [`What was about to be done at ${NOW}: ${STEP}.`, STOPS],
    commands: [SHOW, UNDO],
  },
  "one that is closed, and whose remediation is told after that": {
    finding: { ...closedAfter({ requested: { by: BY } }), news: "remediation" },
    keyword: "APPLIED",
    headline: `${BUCKET} no longer violates nothing-public, because it was remediated.`,
    said: [`What was done at ${NOW}, approved by ${BY}: ${STEP}.`, STOPS],
    commands: [SHOW, UNDO],
  },
};

const commandsIn = (finding: Finding, environment?: string): readonly string[] =>
  findingMessage(finding, { environment })
    .text.split("\n")
    .flatMap((line) => /^ {2}(npm run (?:actions|approve|undo) .*)$/.exec(line)?.slice(1) ?? []);

test.each(Object.entries(rows))("%s", (_what, { finding, keyword, headline, said, commands }) => {
  const { subject, text } = findingMessage(finding);
  expect(subject).toBe(`[security-auto] ${keyword}: bucket ledger-archive (444455556666)`);
  const lines = text.split("\n");
  expect(lines[0]).toBe(`${keyword}: ${headline}`);
  // After who and why.
  expect(lines.slice(3, lines.indexOf(""))).toEqual(said);
  expect(commandsIn(finding)).toEqual(commands);
  expect(commandsIn(finding, "prod")).toEqual(commands.map((command) => `${command} --environment prod`));
});

test.each(Object.entries(rows))("%s, in a chat", (_what, { finding, keyword, commands }) => {
  const { content, metadata } = chatMessage(finding);
  expect(content.keywords).toEqual(["S3", keyword]);
  expect(metadata.eventType).toBe(`finding-${finding.transition}`);
  for (const command of commands) expect(content.nextSteps.join("\n")).toContain(`: \`${command}\``);
});

test("a mail about a finding that a remediation closed ends with how that is undone", () => {
  expect(findingMessage(closedAfter({})).text.split("\n").slice(6)).toEqual([
    "What to do now:",
    "- See everything about it:",
    "  npm run findings -- show 444455556666:ledger-archive:nothing-public",
    "- See the change, call by call, and how it stands:",
    `  ${SHOW}`,
    "- If that access is needed, undo it; the bucket is then left alone for a day:",
    `  ${UNDO}`,
    "",
  ]);
});

test.each([
  [
    "observe",
    "; that needs a role to write with, so an invariant of the environment has to approve or enforce",
  ],
  ["approve", ""],
] as const)("who may approve a plan under %s is told what that needs", (respond, needs) => {
  const { text } = findingMessage(newsOf({ status: "planned", respond }));
  expect(text).toContain(`- If the change is right, approve it${needs}:\n  ${APPROVE}\n`);
});

test.each<[string, Finding]>([
  [
    "a plan that was only observed, of a finding that is closed",
    closedAfter({ status: "planned", respond: "observe" }),
  ],
  [
    "a plan whose time had not come when the finding was closed",
    closedAfter({ status: "planned", notBefore: "2026-03-05T09:14:05.120Z" }),
  ],
  ["what was undone before the finding was closed", closedAfter({ status: "undone" })],
  ["what was refused before the finding was closed", closedAfter({ status: "refused" })],
  ["what was done about a finding that is accepted", { ...closedAfter({}), ...ACCEPTED }],
  ["what was done about another opening", { ...closedAfter({}), ...WAS_PUBLIC }],
])("%s is not told", (_, finding) => {
  const { action, remediation, ...untold } = finding;
  expect([action, remediation]).not.toContain(undefined);
  expect(findingMessage(finding)).toEqual(findingMessage(untold));
});

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\u001b[2J", "a\nSubject: x", "\u202e", "`$(id)`", "'; id; '", "<!channel> *b*"),
);

/** A finding whose remediation has these words at every place that may have a stranger's. */
function saying(finding: Finding, [action, step, stop, because, owner, reason]: readonly string[]): Finding {
  const { remediation } = finding;
  if (remediation === undefined) throw new Error("it has no remediation");
  const requested = { by: BY, owner, reason };
  const words = { steps: [step ?? ""], stops: [stop ?? ""], because, requested };
  return { ...finding, action, remediation: { ...remediation, ...words } };
}

test("whatever a remediation says, the text has no control characters and no new lines, and a chat no markup", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(rows)),
      fc.array(hostile, { minLength: 6, maxLength: 6 }),
      ({ finding }, words) => {
        const { text } = findingMessage(saying(finding, words));
        const plain = findingMessage(saying(finding, Array(6).fill("word"))).text;
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(text.split("\n")).toHaveLength(plain.split("\n").length);
        const { content } = chatMessage(saying(finding, words));
        expect(content.description).not.toMatch(/[<>&@#[\]*~`]|:\/\//u);
        for (const [, command] of content.nextSteps.join("\n").matchAll(/`([^`]*)`/g))
          expect(command).toMatch(/^(?:npm run|aws s3api) [\w@%+=:,./' -]*$/);
      },
    ),
    { numRuns: 500 },
  );
});
