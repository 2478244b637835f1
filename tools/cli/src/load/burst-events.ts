import { cloudTrailEvent } from "@security-auto/testing";
import { parseScenario, type Scenario } from "@security-auto/local-cloud";

/** What one event of a burst is, and what must become of it. */
export interface BurstEvent {
  readonly event: object;
  readonly kind: "change" | "duplicate" | "not matched";
  /** Of the change; a duplicate has that of the event it repeats. */
  readonly changeId: string;
  /** Its bucket can never be read. */
  readonly broken: boolean;
}

const HOME = "111122223333";
const MEMBERS = ["444455556666", "777788889999", "210987654321", "345612789045"];
const REGION = "us-west-2";
const BUCKETS_PER_ACCOUNT = 5;
const BROKEN = "broken-bucket";

const buckets = [HOME, ...MEMBERS].flatMap((account) =>
  Array.from({ length: BUCKETS_PER_ACCOUNT }, (_, index) => ({
    name: `bucket-${account}-${index}`,
    account,
    region: REGION,
    tags: { classification: index === 0 ? "sensitive" : "internal" },
  })),
);
const brokenBucket = { name: BROKEN, account: HOME, region: REGION };

/**
 * Accounts, buckets, and what goes wrong: with the events of the bucket that cannot be read, something goes wrong for one event in twenty.
 */
export function burstScenario(): Scenario {
  return parseScenario(
    {
      organization: { id: "o-exampleorg1" },
      buckets: [...buckets, brokenBucket],
      faults: [
        { service: "s3", bucket: BROKEN, call: "GetBucketPolicy", fault: "reset" },
        { service: "s3", call: "GetBucketAcl", after: 7, every: 50, fault: "InternalError" },
        { service: "s3", call: "GetBucketTagging", after: 3, every: 100, fault: "AccessDenied" },
        { service: "lambda", call: "Run", after: 11, every: 200, fault: "crash" },
        { service: "sns", after: 5, every: 200, fault: "AccessDenied" },
      ],
    },
    "load",
  );
}

/**
 * So many events: of each twenty, two repeat an event from before, two match no rule; of each hundred, one is of the bucket that
 * cannot be read.
 */
export function burstEvents(count: number): readonly BurstEvent[] {
  const events: BurstEvent[] = [];
  for (let index = 0; index < count; index += 1) {
    const turn = index % 20;
    if (turn === 7) {
      events.push({
        event: eventOf(index, "GetBucketAcl"),
        kind: "not matched",
        changeId: "",
        broken: false,
      });
    } else if (turn === 13) {
      events.push({ event: eventOf(index, "PutObject"), kind: "not matched", changeId: "", broken: false });
    } else if (turn === 9 || turn === 19) {
      // Far enough back to have been answered, as duplicates come in practice; near enough to be remembered.
      const first = events[Math.max(0, index - (turn === 9 ? 403 : 9))];
      events.push(first?.kind === "change" ? { ...first, kind: "duplicate" } : changeAt(index));
    } else {
      events.push(changeAt(index));
    }
  }
  return events;
}

function changeAt(index: number): BurstEvent {
  const broken = index % 100 === 50;
  return {
    event: eventOf(index, "PutBucketTagging", broken),
    kind: "change",
    changeId: changeIdOf(index),
    broken,
  };
}

const changeIdOf = (index: number): string => `load-change-${index}`;

function eventOf(index: number, eventName: string, broken = false): object {
  const { name, account } = (broken ? brokenBucket : buckets[index % buckets.length]) ?? brokenBucket;
  return cloudTrailEvent({
    eventName,
    account,
    region: REGION,
    bucket: name,
    id: `load-event-${index}`,
    eventID: changeIdOf(index),
  });
}
