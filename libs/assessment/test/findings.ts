import type { Finding } from "../src";

/** A call opened the bucket, and another closed it before the first was judged. */
export const WAS_PUBLIC: Partial<Finding> = {
  transition: "closed",
  id: "444455556666:ledger-archive:@was-exposed:c8f0b2d5:nothing-public",
  kind: "was-exposed",
  verdict: "holds",
  openedAt: "2026-03-04T09:14:02.000Z",
  closedAt: "2026-03-04T09:14:05.120Z",
};

/** Somebody answers for it. */
export const ACCEPTED: Partial<Finding> = {
  transition: "closed",
  closedAt: "2026-03-05T11:15:06.000Z",
  accepted: {
    owner: "noor@example.com",
    reason: "public downloads, reviewed",
    until: "2026-04-01T23:59:59.999Z",
    by: "arn:aws:iam::111122223333:user/noor",
  },
};

/** Somebody disabled the rule that forwards. */
export const NOT_SEEN: Partial<Finding> = {
  id: "444455556666::@coverage:eu-central-1",
  kind: "coverage",
  bucket: null,
  invariant: null,
  exposure: null,
  because: "the rule S3-security-forward is disabled",
  checks: [
    {
      check: "forwarding-rule",
      because: "the rule S3-security-forward is disabled",
      mend: "aws events enable-rule --name S3-security-forward --region eu-central-1",
    },
  ],
  change: { call: "DisableRule", eventTime: "2026-03-04T09:14:02Z" },
};
