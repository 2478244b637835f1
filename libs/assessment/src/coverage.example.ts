import type { Coverage } from "./coverage";

export const COVERAGE_EXAMPLE: Coverage = {
  version: "1",
  accountId: "444455556666",
  checkedAt: "2026-03-05T02:01:07.310Z",
  sweep: "sweep-2026-03-05",
  complete: true,
  places: [
    { region: "global", checks: { "read-role": { result: "ok" } } },
    {
      region: "eu-central-1",
      checks: {
        "forwarding-rule": {
          result: "wrong",
          because: "the rule S3-security-forward is disabled",
          mend: "aws events enable-rule --name S3-security-forward --region eu-central-1",
        },
        "tampering-rule": { result: "ok" },
        "forwarding-role": { result: "ok" },
        "forwarding-queue": { result: "ok" },
        trail: {
          result: "unknown",
          because: "cloudtrail:DescribeTrails was refused to the role security-auto-s3-read",
        },
        watched: { result: "ok" },
        heartbeat: {
          result: "wrong",
          because: "no heartbeat came since 2026-03-04T20:00:00.000Z, and one is due every 60 minutes",
        },
      },
    },
  ],
};
