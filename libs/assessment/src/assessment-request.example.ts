import type { AssessmentRequest } from "./assessment-request";

export const ASSESSMENT_REQUEST_EXAMPLE: AssessmentRequest = {
  version: "1",
  requestId: "5f0c8a1e-7a43-4a3f-9b64-1a7d1c9d2b55",
  bucket: "ledger-archive",
  accountId: "444455556666",
  region: "eu-central-1",
  requestedAt: "2026-03-05T02:00:04Z",
  reason: "daily sweep",
  sweep: "sweep-2026-03-05",
};
