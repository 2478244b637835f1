import { interpretEvent } from "@security-auto/events";
import { createHandler } from "@security-auto/handler";
import { changeAssessor } from "./assess-change";
import { readConfiguration } from "./configuration";

/** Lambda entry of `security-auto-S3`: log the event, understand it, read the bucket, judge it. */
export const handler = createHandler({
  interpret: interpretEvent,
  work: changeAssessor(readConfiguration(process.env)),
});
