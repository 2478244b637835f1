import type { RecordedWrite, Trail } from "../cloudtrail/trail";
import type { S3Reply } from "./bucket/operation";
import { S3Error } from "./bucket/s3-error";

/** Runs a write and has CloudTrail record it, whether it worked or not. */
export function recorded(
  trail: Trail,
  write: Omit<RecordedWrite, "errorCode" | "errorMessage">,
  run: () => S3Reply,
): S3Reply {
  try {
    const reply = run();
    trail.record(write);
    return reply;
  } catch (error) {
    if (error instanceof S3Error) {
      trail.record({ ...write, errorCode: error.code, errorMessage: error.message });
    }
    throw error;
  }
}
