import { createHandler } from "@security-auto/handler";
import { onceLoaded } from "./once-loaded";

// Loaded when they are first called: by then the event has been logged.
const interpret = onceLoaded(async () => (await import("./interpreter")).interpret);
const work = onceLoaded(async () => (await import("./assessor")).assessor());

/** Lambda entry of `security-auto-S3`: log the event, understand it, read the bucket, judge it, put the assessment on the bus. */
export const handler = createHandler({ interpret, work });
