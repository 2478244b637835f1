import { type Finding, FINDING_EXAMPLE, findingSchema, remediationSchema } from "@security-auto/assessment";
import * as fc from "fast-check";

export const DEPLOYMENT = { accountId: "111122223333", region: "us-west-2" } as const;

export const OPENED: Finding = FINDING_EXAMPLE;

export const UNCERTAIN: Finding = {
  ...OPENED,
  transition: "uncertain",
  verdict: "unknown",
  exposure: { atLeast: "private", atMost: "public" },
  because: "reading the policy was refused",
  observedAt: "2026-03-04T10:00:00.000Z",
};

export const CLOSED: Finding = {
  ...OPENED,
  transition: "closed",
  verdict: "holds",
  exposure: { atLeast: "private", atMost: "private" },
  because: "exposure is at most private, the limit is external",
  observedAt: "2026-03-05T11:15:06.000Z",
  closedAt: "2026-03-05T11:15:06.000Z",
};

/** Closed from the start: a call made it public, and it was closed before it was judged. */
export const WAS_PUBLIC: Finding = {
  ...CLOSED,
  id: "444455556666:ledger-archive:@was-exposed:nothing-public:1",
  kind: "was-exposed",
  exposure: { atLeast: "public", atMost: "public" },
};

/** A remediation waits for approval. */
export const PLANNED: Finding = {
  ...OPENED,
  transition: "changed",
  news: "remediation",
  action: "444455556666:ledger-archive:6f1c0b2a9d3e4f58-1",
  remediation: {
    status: "planned",
    respond: "approve",
    at: "2026-03-04T09:14:08.000Z",
    steps: ["the policy no longer has the statement that opens the bucket"],
    stops: ["anyone on the internet"],
  },
};

/** Not of a bucket. */
export const OF_ACCOUNT: Finding = {
  ...OPENED,
  id: "444455556666::@coverage:eu-central-1",
  kind: "coverage",
  bucket: null,
  invariant: null,
  exposure: null,
  checks: [
    {
      check: "forwarding-rule",
      because: "the rule S3-security-forward is disabled",
      mend: "aws events enable-rule --name S3-security-forward --region eu-central-1",
    },
  ],
};

export const UNREADABLE: Finding = {
  ...UNCERTAIN,
  transition: "opened",
  id: "444455556666:ledger-archive:@cannot-read",
  kind: "cannot-read",
  invariant: null,
  verdict: "violates",
};

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 3000 }),
  fc.constantFrom("\u001b[2J", "\ud800", "🪣".repeat(700), "\n"),
);

/** Any finding of the contract: names and reasons are those of strangers. */
export const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    transition: fc.constantFrom(...findingSchema.shape.transition.options),
    verdict: fc.constantFrom("holds", "violates", "unknown"),
    id: hostile,
    kind: fc.constantFrom("invariant", "was-exposed", "cannot-read", "coverage"),
    region: hostile,
    bucket: fc.option(hostile),
    invariant: fc.option(hostile),
    because: hostile,
    display: hostile,
    call: hostile,
    checks: fc.option(
      fc.array(fc.record({ check: hostile, because: hostile, mend: hostile }), { maxLength: 3 }),
      { nil: undefined },
    ),
    action: fc.option(hostile, { nil: undefined }),
    status: fc.constantFrom(...remediationSchema.shape.status.options),
    step: hostile,
  })
  .map(({ display, call, status, step, ...rest }) => ({
    ...OPENED,
    remediation: {
      status,
      respond: "enforce" as const,
      at: "2026-03-04T09:14:08.000Z",
      steps: [step],
      stops: [step],
      because: step,
    },
    ...rest,
    actor: { type: "IAMUser", display },
    change: { call, eventTime: "2026-03-04T09:14:02Z" },
  }));
