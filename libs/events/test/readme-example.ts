import { interpretEvent, wrapCloudTrailRecord } from "../src";

/** One line about an event, or about a record of a CloudTrail log file. */
export function describeEvent(received: unknown): string {
  const wrapped = wrapCloudTrailRecord(received);
  const event = interpretEvent(wrapped.success ? wrapped.data : received);
  switch (event.kind) {
    case "change": {
      const { call, actor, accountId, failure } = event.change;
      const what = event.change.scope === "bucket" ? event.change.bucket : `account ${accountId}`;
      return `${call} on ${what} by ${actor.display}${failure ? `: ${failure.code}` : ""}`;
    }
    case "other":
      return `nothing to do: ${event.why}`;
    case "invalid":
      return `unusable: ${event.error}`;
  }
}
