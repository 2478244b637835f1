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

  get(changeId: string): Assessment | undefined {
    return this.#byChange.get(changeId);
  }

  set(assessment: Assessment): void {
    this.#byChange.set(assessment.changeId, assessment);
  }
}
