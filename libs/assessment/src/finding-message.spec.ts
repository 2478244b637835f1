import * as fc from "fast-check";
import { ACCEPTED, NOT_SEEN, WAS_PUBLIC } from "../test/findings";
import type { Finding } from "./finding";
import { FINDING_EXAMPLE } from "./finding.example";
import { findingMessage } from "./finding-message";

const REASON =
  'exposure is at least public, the limit is external: bucket policy "Downloads", it allows anyone on the internet';

const rows: readonly {
  readonly what: string;
  readonly finding: Partial<Finding>;
  readonly subject: string;
  readonly text: readonly string[];
}[] = [
  {
    what: "a bucket that became public",
    finding: {},
    subject: "[security-auto] PUBLIC: bucket ledger-archive (444455556666)",
    text: [
      "PUBLIC: bucket ledger-archive (444455556666, eu-central-1) violates nothing-public.",
      "Changed by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC.",
      `Why: ${REASON} (read at 2026-03-04 09:14:05 UTC).`,
      "",
      "What to do now:",
      "- See everything about it:",
      "  npm run findings -- show 444455556666:ledger-archive:nothing-public",
      "- See who the bucket policy and the ACL allow:",
      "  aws s3api get-bucket-policy --bucket ledger-archive --query Policy --output text",
      "  aws s3api get-bucket-acl --bucket ledger-archive",
      "- If nobody outside the bucket owner's account needs it, block public access:",
      "  aws s3api put-public-access-block --bucket ledger-archive --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
      "- If it is meant to be so, say who answers for it, why and until when:",
      "  npm run findings -- accept 444455556666:ledger-archive:nothing-public --owner NAME --reason TEXT --expires DATE --exposure public",
      "",
    ],
  },
  {
    what: "one that a sweep found, open to accounts outside the organization",
    finding: {
      actor: undefined,
      change: undefined,
      exposure: { atLeast: "external", atMost: "public" },
      id: "444455556666:ledger-archive:inside only",
      invariant: "inside only",
    },
    subject: "[security-auto] EXTERNAL: bucket ledger-archive (444455556666)",
    text: [
      "EXTERNAL: bucket ledger-archive (444455556666, eu-central-1) violates inside only.",
      `Why: ${REASON} (read at 2026-03-04 09:14:05 UTC).`,
      "",
      "What to do now:",
      "- See everything about it:",
      "  npm run findings -- show '444455556666:ledger-archive:inside only'",
      "- See who the bucket policy and the ACL allow:",
      "  aws s3api get-bucket-policy --bucket ledger-archive --query Policy --output text",
      "  aws s3api get-bucket-acl --bucket ledger-archive",
      "- If it is meant to be so, say who answers for it, why and until when:",
      "  npm run findings -- accept '444455556666:ledger-archive:inside only' --owner NAME --reason TEXT --expires DATE --exposure external",
      "",
    ],
  },
  {
    what: "one that is closed",
    finding: {
      transition: "closed",
      verdict: "holds",
      exposure: { atLeast: "private", atMost: "private" },
      because: "exposure is at most private, the limit is external",
      closedAt: "2026-03-05T11:15:06.000Z",
      observedAt: "2026-03-05T11:15:06.000Z",
      change: { call: "DeleteBucketPolicy", eventTime: "2026-03-05T11:15:00Z" },
    },
    subject: "[security-auto] CLOSED: bucket ledger-archive (444455556666)",
    text: [
      "CLOSED: bucket ledger-archive (444455556666, eu-central-1) no longer violates nothing-public, after 1 day and 2 hours.",
      "Changed by IAM user release-bot in account 444455556666: DeleteBucketPolicy at 2026-03-05 11:15:00 UTC.",
      "Why: exposure is at most private, the limit is external (read at 2026-03-05 11:15:06 UTC).",
      "",
      "Nothing to do. To see what happened:",
      "  npm run findings -- show 444455556666:ledger-archive:nothing-public",
      "",
    ],
  },
  {
    what: "one that was closed before it was judged",
    finding: WAS_PUBLIC,
    subject: "[security-auto] WAS PUBLIC: bucket ledger-archive (444455556666)",
    text: [
      "WAS PUBLIC: bucket ledger-archive (444455556666, eu-central-1) violated nothing-public from 2026-03-04 09:14:02 UTC, closed by 2026-03-04 09:14:05 UTC.",
      "Changed by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC.",
      `Why: ${REASON}.`,
      "",
      "What to do now:",
      "- See everything about it:",
      "  npm run findings -- show 444455556666:ledger-archive:@was-exposed:c8f0b2d5:nothing-public",
      "- See who changed the bucket in that time:",
      "  aws cloudtrail lookup-events --region eu-central-1 --lookup-attributes AttributeKey=ResourceName,AttributeValue=ledger-archive --start-time 2026-03-04T09:14:02.000Z --end-time 2026-03-04T09:14:05.120Z",
      "- Find out who read or wrote objects in that time. That command does not show it: it is in S3 data events, where a trail or an event data store logs them (eventName GetObject, ListObjects, PutObject and others), and in the bucket's server access logs, where they are on:",
      "  aws s3api get-bucket-logging --bucket ledger-archive",
      "  If neither was on, assume that every object was read.",
      "- See who the bucket policy and the ACL allow:",
      "  aws s3api get-bucket-policy --bucket ledger-archive --query Policy --output text",
      "  aws s3api get-bucket-acl --bucket ledger-archive",
      "",
    ],
  },
  {
    what: "one that somebody answers for",
    finding: ACCEPTED,
    subject: "[security-auto] ACCEPTED: bucket ledger-archive (444455556666)",
    text: [
      "ACCEPTED: bucket ledger-archive (444455556666, eu-central-1) violates nothing-public, and that is accepted until 2026-04-01 23:59:59 UTC by noor@example.com.",
      "Accepted because: public downloads, reviewed (asked for by arn:aws:iam::111122223333:user/noor).",
      "Changed by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC.",
      `Why: ${REASON} (read at 2026-03-04 09:14:05 UTC).`,
      "",
      "Nothing to do. It opens again by the first assessment after that time, or when more can access the bucket. To see what happened:",
      "  npm run findings -- show 444455556666:ledger-archive:nothing-public",
      "",
    ],
  },
];

test("one that a sweep changed names who made the last known change", () => {
  const { text } = findingMessage({ ...FINDING_EXAMPLE, transition: "changed", change: undefined });
  expect(text.split("\n")[1]).toBe("Last known change by IAM user release-bot in account 444455556666.");
});

const UNREAD: Partial<Finding> = {
  kind: "cannot-read",
  invariant: null,
  verdict: "unknown",
  exposure: { atLeast: "private", atMost: "public" },
  id: "444455556666:ledger-archive:@cannot-read",
  because:
    "the bucket policy denies the role arn:aws:iam::444455556666:role/security-auto-read s3:GetBucketPolicy: exempt the role from that Deny. The verdict on nothing-public is unknown until this can be read",
};

test("a bucket that cannot be read", () => {
  const { subject, text } = findingMessage({ ...FINDING_EXAMPLE, ...UNREAD });
  expect(subject).toBe("[security-auto] CANNOT READ: bucket ledger-archive (444455556666)");
  expect(text.split("\n")).toEqual([
    "CANNOT READ: bucket ledger-archive (444455556666, eu-central-1) cannot be read completely, and a verdict on it is unknown.",
    "Changed by IAM user release-bot in account 444455556666: PutBucketPolicy at 2026-03-04 09:14:02 UTC.",
    "Why: the bucket policy denies the role arn:aws:iam::444455556666:role/security-auto-read s3:GetBucketPolicy: exempt the role from that Deny. The verdict on nothing-public is unknown until this can be read (read at 2026-03-04 09:14:05 UTC).",
    "",
    "What to do now:",
    "- See everything about it:",
    "  npm run findings -- show 444455556666:ledger-archive:@cannot-read",
    "- See which permissions the roles have, and which call needs each:",
    "  npm run policies",
    "- If it is meant to be so, say who answers for it, why and until when:",
    "  npm run findings -- accept 444455556666:ledger-archive:@cannot-read --owner NAME --reason TEXT --expires DATE --exposure private",
    "",
  ]);
});

test("changes that are not seen", () => {
  const { subject, text } = findingMessage({ ...FINDING_EXAMPLE, ...NOT_SEEN }, { environment: "prod" });
  expect(subject).toBe("[security-auto] BLIND: account 444455556666, eu-central-1");
  expect(text.split("\n")).toEqual([
    "BLIND: changes of buckets in eu-central-1 of account 444455556666 are not seen.",
    "Changed by IAM user release-bot in account 444455556666: DisableRule at 2026-03-04 09:14:02 UTC.",
    "Why: the rule S3-security-forward is disabled (read at 2026-03-04 09:14:05 UTC).",
    "",
    "What to do now:",
    "- See everything about it:",
    "  npm run findings -- show 444455556666::@coverage:eu-central-1 --environment prod",
    "- Put it right, with credentials of account 444455556666:",
    "  aws events enable-rule --name S3-security-forward --region eu-central-1",
    "- Then check again:",
    "  npm run sweep -- --account 444455556666 --environment prod",
    "- If it is meant to be so, say who answers for it, why and until when:",
    "  npm run findings -- accept 444455556666::@coverage:eu-central-1 --owner NAME --reason TEXT --expires DATE --environment prod",
    "",
  ]);
});

test.each(rows)("$what", ({ finding, subject, text }) => {
  const message = findingMessage({ ...FINDING_EXAMPLE, ...finding });
  expect(message.subject).toBe(subject);
  expect(message.text.split("\n")).toEqual(text);
});

test.each<[string, Partial<Finding>, string]>([
  [
    "one that changed",
    { transition: "changed" },
    "PUBLIC: bucket ledger-archive (444455556666, eu-central-1) still violates nothing-public; what is known about it has changed.",
  ],
  [
    "one that cannot be determined now",
    { transition: "uncertain", verdict: "unknown" },
    "UNCERTAIN: whether bucket ledger-archive (444455556666, eu-central-1) violates nothing-public cannot be determined now. The finding stays open.",
  ],
  [
    "a bucket on which every verdict is known again",
    { ...UNREAD, transition: "closed", closedAt: "2026-03-04T09:34:05.120Z" },
    "CLOSED: no verdict on bucket ledger-archive (444455556666, eu-central-1) depends on what cannot be read any longer, after 20 minutes.",
  ],
  [
    "one of an account, of several checks",
    {
      ...NOT_SEEN,
      region: "global",
      checks: ["forwarding-queue", "read-role", "added-later"].map((check) => ({
        check,
        because: "it fails",
      })),
    },
    "UNREADABLE: buckets in account 444455556666 cannot be read, and verdicts on them are unknown, and events of account 444455556666 did not reach the security account.",
  ],
  [
    "one of a check that a later version adds",
    { ...NOT_SEEN, checks: [{ check: "added-later", because: "it fails" }] },
    "BLIND: not all is seen in eu-central-1 of account 444455556666.",
  ],
  [
    "one of which another check fails",
    { ...NOT_SEEN, transition: "changed" },
    "BLIND: the checks that fail have changed: changes of buckets in eu-central-1 of account 444455556666 are not seen.",
  ],
  [
    "one of an account that somebody answers for",
    { ...NOT_SEEN, ...ACCEPTED },
    "ACCEPTED: changes of buckets in eu-central-1 of account 444455556666 are not seen, and that is accepted until 2026-04-01 23:59:59 UTC by noor@example.com.",
  ],
  [
    "one that was closed, of a bucket that may be open in another way",
    { ...WAS_PUBLIC, verdict: "unknown" },
    "WAS PUBLIC: bucket ledger-archive (444455556666, eu-central-1) violated nothing-public from 2026-03-04 09:14:02 UTC, and what opened it was replaced by 2026-03-04 09:14:05 UTC; whether it is open in another way cannot be determined.",
  ],
  [
    "one of which is not certain that it was open",
    { ...WAS_PUBLIC, certain: false, exposure: { atLeast: "private", atMost: "public" } },
    "MAY HAVE BEEN PUBLIC: bucket ledger-archive (444455556666, eu-central-1) may have violated nothing-public from 2026-03-04 09:14:02 UTC, closed by 2026-03-04 09:14:05 UTC.",
  ],
  [
    "one that let objects be opened, and was closed",
    { ...WAS_PUBLIC, exposure: { atLeast: "private", atMost: "private" }, invariant: "no-object-acls" },
    "WAS IN VIOLATION: bucket ledger-archive (444455556666, eu-central-1) violated no-object-acls from 2026-03-04 09:14:02 UTC, closed by 2026-03-04 09:14:05 UTC.",
  ],
])("%s says so first", (_, finding, line) => {
  expect(findingMessage({ ...FINDING_EXAMPLE, ...finding }).text.split("\n")[0]).toBe(line);
});

test.each<[string, Partial<Finding>]>([
  ["one that is open", {}],
  ["one that is closed", { transition: "closed" }],
  ["one that cannot be read", { kind: "cannot-read", invariant: null }],
])("of an environment that commands have to be told, %s tells each of them", (_, finding) => {
  const { text } = findingMessage({ ...FINDING_EXAMPLE, ...finding }, { environment: "prod" });
  const commands = text.split("\n").filter((line) => line.includes("npm run"));
  expect(commands).not.toEqual([]);
  expect(commands.filter((line) => !line.endsWith(" --environment prod"))).toEqual([]);
});

test("a long name leaves room for the account in the subject", () => {
  const { subject } = findingMessage({
    ...FINDING_EXAMPLE,
    bucket: "b".repeat(63),
    exposure: { atLeast: "organization", atMost: "organization" },
  });
  expect(subject).toBe(`[security-auto] ORGANIZATION: bucket ${"b".repeat(44)}... (444455556666)`);
});

test("whatever names and reasons hold, a subject is one SNS accepts, and the text has no control characters and no new lines", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\u001b[2J", "a\nSubject: x", "\u202e", "`$(id)`", "'; id; '"),
  );
  const kinds = fc.constantFrom(["invariant", 15] as const, ["was-exposed", 16] as const);
  fc.assert(
    fc.property(
      kinds,
      hostile,
      hostile,
      hostile,
      hostile,
      ([kind, lines], bucket, invariant, because, display) => {
        const { subject, text } = findingMessage({
          ...FINDING_EXAMPLE,
          kind,
          bucket,
          invariant,
          because,
          id: `444455556666:${bucket}:${invariant}`,
          actor: { type: "IAMUser", display },
        });
        expect(subject).toMatch(/^\[[\x20-\x7e]{1,98}$/);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(text.split("\n")).toHaveLength(lines);
      },
    ),
    { numRuns: 300 },
  );
});
