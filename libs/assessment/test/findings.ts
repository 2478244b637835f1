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
