import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { ACCEPTED, WAS_PUBLIC, NOT_SEEN } from "../test/findings";
import { chatMessage } from "./chat-message";
import type { Finding } from "./finding";
import { FINDING_EXAMPLE } from "./finding.example";
import type { Exposure } from "./parts";

const ID = "444455556666:ledger-archive:nothing-public";
const BUCKET = "bucket ledger-archive (444455556666, eu-central-1)";
const BY = "Changed by IAM user release-bot in account 444455556666";
const OPENED_BY = `${BY}: PutBucketPolicy at 2026-03-04 09:14:02 UTC.`;
const WHY = `Why: exposure is at least public, the limit is external: bucket policy "Downloads", it allows anyone on the internet`;

const show = (id: string) => `See everything about it: \`npm run findings -- show ${id}\``;
const POLICIES =
  "See who the bucket policy and the ACL allow: `aws s3api get-bucket-policy --bucket ledger-archive --query Policy --output text`, `aws s3api get-bucket-acl --bucket ledger-archive`";
const BLOCK =
  "If nobody outside the bucket owner's account needs it, block public access: `aws s3api put-public-access-block --bucket ledger-archive --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`";
const accept = (id: string, exposure: Exposure) =>
  `If it is meant to be so, say who answers for it, why and until when: \`npm run findings -- accept ${id} --owner NAME --reason TEXT --expires DATE --exposure ${exposure}\``;

const UNREAD: Partial<Finding> = {
  kind: "cannot-read",
  invariant: null,
  verdict: "unknown",
  exposure: { atLeast: "private", atMost: "public" },
  id: "444455556666:ledger-archive:@cannot-read",
  because: "reading the policy was refused",
};

const CLOSED: Partial<Finding> = {
  transition: "closed",
  verdict: "holds",
  exposure: { atLeast: "private", atMost: "private" },
  because: "exposure is at most private, the limit is external",
  observedAt: "2026-03-05T11:15:06.000Z",
  closedAt: "2026-03-05T11:15:06.000Z",
  change: { call: "DeleteBucketPolicy", eventTime: "2026-03-05T11:15:00Z" },
};

interface Row {
  readonly finding: Partial<Finding>;
  readonly title: string;
  readonly description: readonly string[];
  readonly nextSteps: readonly string[];
  readonly keyword: string;
}

const rows: Readonly<Record<string, Row>> = {
  "a bucket that became public": {
    finding: {},
    title: `PUBLIC: ${BUCKET} violates nothing-public.`,
    description: [OPENED_BY, `${WHY} (read at 2026-03-04 09:14:05 UTC).`],
    nextSteps: [show(ID), POLICIES, BLOCK, accept(ID, "public")],
    keyword: "PUBLIC",
  },
  "one that a sweep found, open to accounts outside the organization": {
    finding: { actor: undefined, change: undefined, exposure: { atLeast: "external", atMost: "external" } },
    title: `EXTERNAL: ${BUCKET} violates nothing-public.`,
    description: [`${WHY} (read at 2026-03-04 09:14:05 UTC).`],
    nextSteps: [show(ID), POLICIES, accept(ID, "external")],
    keyword: "EXTERNAL",
  },
  "one that changed": {
    finding: { transition: "changed" },
    title: `PUBLIC: ${BUCKET} still violates nothing-public; what is known about it has changed.`,
    description: [OPENED_BY, `${WHY} (read at 2026-03-04 09:14:05 UTC).`],
    nextSteps: [show(ID), POLICIES, BLOCK, accept(ID, "public")],
    keyword: "PUBLIC",
  },
  "one that cannot be determined now": {
    finding: {
      transition: "uncertain",
      verdict: "unknown",
      exposure: { atLeast: "private", atMost: "public" },
      because: "reading the policy was refused",
    },
    title: `UNCERTAIN: whether ${BUCKET} violates nothing-public cannot be determined now. The finding stays open.`,
    description: [OPENED_BY, "Why: reading the policy was refused (read at 2026-03-04 09:14:05 UTC)."],
    nextSteps: [show(ID), POLICIES, accept(ID, "private")],
    keyword: "UNCERTAIN",
  },
  "one that is closed": {
    finding: CLOSED,
    title: `CLOSED: ${BUCKET} no longer violates nothing-public, after 1 day and 2 hours.`,
    description: [
      `${BY}: DeleteBucketPolicy at 2026-03-05 11:15:00 UTC.`,
      "Why: exposure is at most private, the limit is external (read at 2026-03-05 11:15:06 UTC).",
    ],
    nextSteps: [`Nothing to do. To see what happened: \`npm run findings -- show ${ID}\``],
    keyword: "CLOSED",
  },
  "one that was closed before it was judged": {
    finding: WAS_PUBLIC,
    title: `WAS PUBLIC: ${BUCKET} violated nothing-public from 2026-03-04 09:14:02 UTC, closed by 2026-03-04 09:14:05 UTC.`,
    description: [OPENED_BY, `${WHY}.`],
    nextSteps: [
      show("444455556666:ledger-archive:@was-exposed:c8f0b2d5:nothing-public"),
      "See who changed the bucket in that time: `aws cloudtrail lookup-events --region eu-central-1 --lookup-attributes AttributeKey=ResourceName,AttributeValue=ledger-archive --start-time 2026-03-04T09:14:02.000Z --end-time 2026-03-04T09:14:05.120Z`",
      "Find out who read or wrote objects in that time. That command does not show it: it is in S3 data events, where a trail or an event data store logs them (eventName GetObject, ListObjects, PutObject and others), and in the bucket's server access logs, where they are on: `aws s3api get-bucket-logging --bucket ledger-archive`. If neither was on, assume that every object was read.",
      POLICIES,
    ],
    keyword: "WAS PUBLIC",
  },
  "one that somebody answers for": {
    finding: ACCEPTED,
    title: `ACCEPTED: ${BUCKET} violates nothing-public, and that is accepted until 2026-04-01 23:59:59 UTC by noor＠example․com.`,
    description: [
      "Accepted because: public downloads, reviewed (asked for by arn∶aws∶iam:∶111122223333:user/noor).",
      OPENED_BY,
      `${WHY} (read at 2026-03-04 09:14:05 UTC).`,
    ],
    nextSteps: [
      `Nothing to do. It opens again by the first assessment after that time, or when more can access the bucket. To see what happened: \`npm run findings -- show ${ID}\``,
    ],
    keyword: "ACCEPTED",
  },
  "a bucket that cannot be read": {
    finding: UNREAD,
    title: `CANNOT READ: ${BUCKET} cannot be read completely, and a verdict on it is unknown.`,
    description: [OPENED_BY, "Why: reading the policy was refused (read at 2026-03-04 09:14:05 UTC)."],
    nextSteps: [
      show("444455556666:ledger-archive:@cannot-read"),
      "See which permissions the roles have, and which call needs each: `npm run policies`",
      accept("444455556666:ledger-archive:@cannot-read", "private"),
    ],
    keyword: "CANNOT READ",
  },
  "a bucket on which every verdict is known again": {
    finding: { ...UNREAD, ...CLOSED, because: "no verdict depends on a read that failed" },
    title: `CLOSED: no verdict on ${BUCKET} depends on what cannot be read any longer, after 1 day and 2 hours.`,
    description: [
      `${BY}: DeleteBucketPolicy at 2026-03-05 11:15:00 UTC.`,
      "Why: no verdict depends on a read that failed (read at 2026-03-05 11:15:06 UTC).",
    ],
    nextSteps: [
      `Nothing to do. To see what happened: \`npm run findings -- show 444455556666:ledger-archive:@cannot-read\``,
    ],
    keyword: "CLOSED",
  },
};

test.each(Object.entries(rows))("%s", (_what, { finding, title, description, nextSteps, keyword }) => {
  expect(chatMessage({ ...FINDING_EXAMPLE, ...finding }).content).toEqual({
    textType: "client-markdown",
    title,
    description: description.join("\n"),
    nextSteps,
    keywords: ["S3", keyword],
  });
});

test("threads, custom actions and phones go by the metadata", () => {
  expect(chatMessage(FINDING_EXAMPLE)).toMatchObject({
    version: "1.0",
    source: "custom",
    metadata: {
      threadId: "444455556666:ledger-archive",
      summary: `PUBLIC: ${BUCKET} violates nothing-public.`,
      eventType: "finding-opened",
      relatedResources: ["arn:aws:s3:::ledger-archive"],
      additionalContext: {
        account: "444455556666",
        region: "eu-central-1",
        bucket: "ledger-archive",
        invariant: "nothing-public",
        verdict: "violates",
      },
    },
  });
});

test("the document shows the message of the contract's example", () => {
  const text = readFileSync(join(__dirname, "../../../docs/chat.md"), "utf8");
  const [, shown = ""] = /<!-- message:start -->\s*```json\n(.*?)```/s.exec(text) ?? [];
  expect(JSON.parse(shown)).toEqual(chatMessage(FINDING_EXAMPLE));
});

test("one of an account is a thread of the account", () => {
  expect(chatMessage({ ...FINDING_EXAMPLE, ...NOT_SEEN })).toMatchObject({
    content: {
      title: "BLIND: changes of buckets in eu-central-1 of account 444455556666 are not seen.",
      nextSteps: expect.arrayContaining([
        "Put it right, with credentials of account 444455556666: `aws events enable-rule --name S3-security-forward --region eu-central-1`",
      ]) as string[],
      keywords: ["S3", "BLIND"],
    },
    metadata: { threadId: "444455556666", relatedResources: [] },
  });
});

test("a name that would end a code span is in no command", () => {
  const { content, metadata } = chatMessage({
    ...FINDING_EXAMPLE,
    bucket: "x` <!channel> `",
    id: "444455556666:x` <!channel> `:nothing-public",
  });
  expect(content.title).toBe(
    "PUBLIC: bucket xˋ ‹!channel› ˋ (444455556666, eu-central-1) violates nothing-public.",
  );
  expect(content.nextSteps.join("\n")).not.toMatch(/[`<>]/);
  expect(metadata.additionalContext).not.toHaveProperty("bucket");
});

/** What people see, without the commands in code spans. */
const seen = ({ content, metadata }: ReturnType<typeof chatMessage>): string =>
  [
    content.title,
    content.description,
    metadata.summary,
    ...content.keywords,
    ...content.nextSteps.map((step) => step.replace(/`[^`]*`/g, "")),
  ].join("\n");

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."<>&@#[]()*_~`:/.|!\\'\n\u202e -abZ9é".split("")), maxLength: 40 }),
  fc.constantFrom("<!channel>", "<@U1>", "[a](https://b.c)", "` *b* `", ":x:", "'; id; '", "\u001b[2J"),
  fc.constantFrom("long ".repeat(600), ":Z", "x.", "_", "`"),
);

test("whatever names and reasons hold, nothing of it is markup, no command ends early, and the message has a size", () => {
  fc.assert(
    fc.property(
      fc.record({
        bucket: hostile,
        invariant: hostile,
        because: hostile,
        region: hostile,
        kind: fc.constantFrom("invariant", "cannot-read", "was-exposed"),
        display: hostile,
        call: hostile,
      }),
      ({ display, call, ...names }) => {
        const message = chatMessage({
          ...FINDING_EXAMPLE,
          ...names,
          id: `444455556666:${names.bucket}:${names.invariant}`,
          actor: { type: "IAMUser", display },
          change: { call, eventTime: display },
        });
        const text = seen(message);
        expect(text).not.toMatch(/[<>&@#[\]*~`]|:\/\/|[\p{L}\p{N}-]\.\p{L}/u);
        // Our own times have colons around numbers.
        expect(text).not.toMatch(/:[\p{N}_+'-]*\p{L}[\p{L}\p{N}_+'-]*:/u);
        expect(text).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        for (const [, command] of message.content.nextSteps.join("\n").matchAll(/`([^`]*)`/g))
          expect(command).toMatch(/^(?:npm run|aws (?:s3api|cloudtrail)) [\w@%+=:,./' -]*$/);
        expect(JSON.stringify(message).length).toBeLessThan(8_000);
      },
    ),
    { numRuns: 500 },
  );
});
