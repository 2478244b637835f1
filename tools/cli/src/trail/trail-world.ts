import { parseScenario, type Scenario } from "@security-auto/local-cloud";
import { isObject } from "../core/is-object";
import { type BucketPlace, type Part, readOf, recordedChange } from "./recorded-change";

type Description = Readonly<Record<string, unknown>>;

/** The parts of a bucket that are not known, under the name of the read that does not answer then. */
interface Known {
  readonly description: Description;
  readonly unknown: ReadonlySet<Part>;
}

/**
 * The buckets that the events of a trail are about, as each event leaves them. What neither an event nor the scenario says of a bucket, it
 * does not have: S3 would have refused to open a bucket whose block was on, or whose ACL was switched off.
 */
export class TrailWorld {
  readonly #buckets = new Map<string, Known>();

  /** @param scenario - as `parseScenario` takes it; its buckets are there before the first event */
  constructor(scenario?: unknown) {
    for (const bucket of listIn(isObject(scenario) ? scenario["buckets"] : scenario))
      if (isObject(bucket) && typeof bucket["name"] === "string")
        this.#buckets.set(bucket["name"], { description: bucket, unknown: new Set() });
  }

  /** Has the bucket of an event be there before the first one. */
  name(event: unknown): void {
    const change = recordedChange(event);
    if (change?.kind !== "bucket" || this.#buckets.has(change.bucket.name)) return;
    this.#buckets.set(change.bucket.name, asNamed(change.bucket));
  }

  /** What there is before the first event. */
  get buckets(): readonly Description[] {
    return [...this.#buckets.values()].map(({ description }) => description);
  }

  /**
   * What the account or the bucket of an event is once that has happened; `undefined`: it changes neither.
   *
   * @throws LocalCloudError where the event puts what S3 would not accept; the bucket stays as it was
   */
  after(event: unknown): Scenario | undefined {
    const change = recordedChange(event);
    if (change === undefined) return undefined;
    if (change.kind === "account") {
      const { account: id, publicAccessBlock } = change;
      return parseScenario({ accounts: [{ id, publicAccessBlock }] }, SOURCE);
    }
    const { bucket, isNew, parts } = change;
    const before = isNew ? undefined : this.#buckets.get(bucket.name);
    const known = withParts(before ?? asNamed(bucket), parts);
    const described = parseScenario({ buckets: [asDescribed(known)] }, SOURCE);
    this.#buckets.set(bucket.name, known);
    return described;
  }
}

const SOURCE = "the event";

const asNamed = (bucket: BucketPlace): Known => ({
  description: { ...bucket, accessPoints: [] },
  unknown: new Set(),
});

function withParts({ description, unknown }: Known, parts: Readonly<Partial<Record<Part, unknown>>>): Known {
  const [changed, still] = [{ ...description }, new Set(unknown)];
  for (const [part, value] of Object.entries(parts) as [Part, unknown][]) {
    if (value === undefined) still.add(part);
    else still.delete(part);
    changed[part] = value ?? null;
    // What AWS said of the policy before.
    if (part === "policy") delete changed["policyStatus"];
  }
  return { description: changed, unknown: still };
}

function asDescribed({ description, unknown }: Known): Description {
  return { ...description, denied: [...listIn(description["denied"]), ...[...unknown].map(readOf)] };
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
