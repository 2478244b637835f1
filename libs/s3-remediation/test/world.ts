import type { ActionItem, RecordedSettings } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { afterWrite, shownAcl } from "@security-auto/testing";
import { type ApplyPorts, plannedAction, type S3Write, type UndoPorts } from "../src";
import { bucketOf, BUCKET, type Described, NOW, OWN } from "./buckets";

/** A bucket as S3 keeps it: what was written, not what is shown. */
export interface Stored {
  readonly policy?: string | undefined;
  readonly acl: NonNullable<RecordedSettings["acl"]>;
  readonly publicAccessBlock?: RecordedSettings["publicAccessBlock"] | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly accountPublicAccessBlock?: object;
  /** The reads that S3 refuses. */
  readonly denied?: readonly string[];
}

type Call = "read" | "record" | "mayWrite" | "write" | "wait" | "suppress";

/** Where the process ends: at the n-th call of the world, before it takes effect or after. */
export interface Crash {
  readonly at: number;
  readonly when: "before" | "after";
}

/** One bucket, the register and a clock, in memory. What a process does before it crashes stays. */
export class World {
  action: ActionItem | undefined;
  enforcement = true;
  /** What every call of S3 that writes fails with, by the call's name. */
  readonly failing = new Map<string, Error>();
  /** Every call, in order; of a write its name. */
  readonly calls: string[] = [];
  suppressed = false;
  /** How many reads after a write still show what was before. */
  stale = 0;
  private time = NOW.getTime();
  private shown: Stored | undefined;
  private left = 0;
  private crash: Crash | undefined;
  private count = 0;
  private isDead = false;

  constructor(
    public bucket: Stored,
    readonly invariants: readonly RespondingInvariant[],
  ) {}

  /** A new process, which crashes or does not. */
  process(crash?: Crash): ApplyPorts & UndoPorts {
    this.crash = crash;
    this.count = 0;
    this.isDead = false;
    return {
      read: () => this.call("read", () => bucketOf(describe(this.visible()))),
      write: (write) =>
        this.call(
          "write",
          () => {
            this.write(write);
          },
          write.call,
        ),
      record: (action) => this.call("record", () => this.record(action)),
      mayWrite: () => this.call("mayWrite", () => this.enforcement),
      suppress: () =>
        this.call("suppress", () => {
          this.suppressed = true;
        }),
      wait: (ms) =>
        this.call("wait", () => {
          this.time += ms;
        }),
      now: () => this.time,
    };
  }

  /** When a process gives up that begins now. */
  get until(): number {
    return this.time + 10_000;
  }

  get crashed(): boolean {
    return this.isDead;
  }

  /** What the function announces, made from what it reads. */
  planned(): ActionItem {
    const request = { account: OWN, region: BUCKET.region, invariant: "inside", actions: [] };
    const planned = plannedAction(request, bucketOf(describe(this.visible())), {
      invariants: this.invariants,
      now: new Date(this.time),
    });
    if (!planned.planned) throw new Error(planned.because);
    return planned.action;
  }

  private async call<T>(name: Call, effect: () => T, detail: string = name): Promise<T> {
    await Promise.resolve();
    this.count += 1;
    const { at, when } = this.crash ?? {};
    if (this.isDead || (this.count === at && when === "before")) this.die();
    this.calls.push(detail);
    const given = effect();
    if (this.count === at && when === "after") this.die();
    return given;
  }

  private die(): never {
    this.isDead = true;
    throw new Error("the process ended");
  }

  private record(action: ActionItem): boolean {
    if (action.revision !== (this.action?.revision ?? 0) + 1) return false;
    this.action = action;
    return true;
  }

  private write(write: S3Write): void {
    const failure = this.failing.get(write.call);
    if (failure !== undefined) throw failure;
    const { Bucket, ExpectedBucketOwner } = write.parameters;
    if (Bucket !== BUCKET.name || ExpectedBucketOwner !== OWN) throw new Error("another bucket");
    const after = afterWrite(this.bucket, write);
    if (this.stale > 0) {
      this.shown ??= this.bucket;
      this.left = this.stale;
    }
    this.bucket = after;
  }

  private visible(): Stored {
    if (this.left > 0) {
      this.left -= 1;
      return this.shown ?? this.bucket;
    }
    this.shown = undefined;
    return this.bucket;
  }
}

/** As the reads of S3 return it. */
const describe = (bucket: Stored): Described =>
  Object.fromEntries(
    Object.entries({ ...bucket, acl: shownAcl(bucket) }).filter(([, value]) => value !== undefined),
  );
