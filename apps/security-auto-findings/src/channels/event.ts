import { DETAIL_TYPES } from "@security-auto/assessment";
import type { OpenChannel } from "./channel";

/** The event "S3 Finding Changed" on the private bus, for rules. */
export const event: OpenChannel =
  ({ bus }) =>
  (finding, signal) =>
    bus.put({ detailType: DETAIL_TYPES.findingChanged, detail: JSON.stringify(finding) }, signal);
