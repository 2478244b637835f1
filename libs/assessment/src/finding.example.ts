import type { Finding } from "./finding";

export const FINDING_EXAMPLE: Finding = {
  version: "1",
  transition: "opened",
  id: "444455556666:ledger-archive:nothing-public",
  kind: "invariant",
  account: "444455556666",
  region: "eu-central-1",
  bucket: "ledger-archive",
  invariant: "nothing-public",
  verdict: "violates",
  exposure: { atLeast: "public", atMost: "public" },
  because:
    'exposure is at least public, the limit is external: bucket policy "Downloads", it allows anyone on the internet',
  openedAt: "2026-03-04T09:14:05.120Z",
  observedAt: "2026-03-04T09:14:05.120Z",
  actor: { type: "IAMUser", display: "IAM user release-bot in account 444455556666" },
  change: { call: "PutBucketPolicy", eventTime: "2026-03-04T09:14:02Z" },
};
