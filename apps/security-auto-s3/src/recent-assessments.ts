import type { S3Change } from "@security-auto/events";
import { BoundedCache } from "@security-auto/s3-access";
import type { Assessment } from "./assessment";

/** How many answers an instance remembers: duplicates come within minutes. */
const REMEMBERED = 1000;

/**
 * The latest answers of this instance, by change: CloudTrail and EventBridge deliver some events twice. An answer for which a read
 * was refused is not kept: by the next delivery, or a redrive, the permission may be there.
 */
export class RecentAssessments {
  readonly #byChange = new BoundedCache<string, Assessment>(REMEMBERED);

  get(change: S3Change): Assessment | undefined {
    return this.#byChange.get(keyOf(change));
  }

  set(change: S3Change, assessment: Assessment): void {
    this.#byChange.set(keyOf(change), assessment);
  }
}

/** Not by the id alone: who makes up an event chooses its id, and must not choose the answer to another. */
function keyOf(change: S3Change): string {
  const { changeId, accountId, scope, bucket = null } = change;
  return JSON.stringify([changeId, accountId, scope, bucket, "subject" in change ? change.subject : null]);
}
