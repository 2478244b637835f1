import { interpretEvent } from "@security-auto/events";
import { createHandler } from "@security-auto/handler";
import { recordChange } from "./record-change";

/** Lambda entry of `security-auto-S3`: log the event, understand it, record the change. */
export const handler = createHandler({ interpret: interpretEvent, work: recordChange });
