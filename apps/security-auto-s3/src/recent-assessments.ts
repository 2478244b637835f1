import type { Assessment } from "@security-auto/assessment";
import type { S3Change } from "@security-auto/events";
import { BoundedCache } from "@security-auto/s3-reader";

/** How many answers an instance remembers: duplicates come within minutes. */
const REMEMBERED = 1000;

/** How long an answer stands, in ms: by then the bucket may be another. */
const REMEMBERED_MS = 5 * 60_000;

interface Remembered {
  readonly assessment: Assessment;
  readonly until: number;
}

/**
 * The latest answers of this instance, by change, for five minutes: CloudTrail and EventBridge deliver some events twice. An
 * answer for which something could not be read is not kept: by the next delivery, or a redrive, it may be there. A replay of an
 * archive asks how things are now, so it is never answered from here.
 */
export class RecentAssessments {
  readonly #byChange = new BoundedCache<string, Remembered>(REMEMBERED);
  readonly #now: () => number;

  /** @param now - in ms since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(change: S3Change): Assessment | undefined {
    if (change.replayName !== undefined) return undefined;
    const found = this.#byChange.get(keyOf(change));
    return found !== undefined && this.#now() < found.until ? found.assessment : undefined;
  }

  set(change: S3Change, assessment: Assessment): void {
    const wasRead = Object.values(assessment.facets).every(
      (state) => state === "present" || state === "absent",
    );
    if (wasRead) this.#byChange.set(keyOf(change), { assessment, until: this.#now() + REMEMBERED_MS });
  }
}

/**
 * Not by the id alone: who makes up an event chooses its id, and must not choose the answer to another. Nor is one that does not say what
 * the call put the answer to one that does.
 */
function keyOf(change: S3Change): string {
  const { changeId, accountId, region, scope, call, eventTime, bucket = null } = change;
  const subject = "subject" in change ? change.subject : null;
  const saysWhatItPut = "put" in change;
  return JSON.stringify([
    changeId,
    accountId,
    region,
    scope,
    call,
    eventTime,
    bucket,
    subject,
    saysWhatItPut,
  ]);
}
