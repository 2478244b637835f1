import type {
  Assessment,
  CoverageChecks,
  Exposure,
  Finding,
  Remediation,
  Sweep,
  Verdict,
} from "@security-auto/assessment";

/**
 * One bucket in the list of all: account, name, region, verdict, what is certain and what cannot be excluded of its exposure, when it was
 * read. A list, for there may be 100,000.
 */
export type BucketRow = readonly [
  account: string,
  bucket: string,
  region: string,
  verdict: Verdict,
  atLeast: Exposure,
  atMost: Exposure,
  observedAt: string,
];

/** Why a bucket is judged as it is, and what of it was read. */
export type Judgement = Pick<
  Assessment,
  "objects" | "evidence" | "invariants" | "findings" | "facets" | "refusals"
>;

/** What is known of one bucket beside its row. */
export interface BucketDetail {
  readonly assessment: Judgement;
  /** Invariants that a tag of the bucket made apply, now or before. */
  readonly applied: readonly string[];
  /**
   * The bucket as `npm run assess` takes it (policy, ACL, tags, blocks), as JSON text. Absent where only what was judged of it is known.
   */
  readonly described?: string;
}

/** Whether changes in a region of an account are seen. */
export interface CoveragePlace {
  readonly account: string;
  /** `global` for what the account has once. */
  readonly region: string;
  readonly checkedAt: string;
  readonly checks: CoverageChecks;
}

/** A finding, and until when nobody is told of it, where somebody said so. */
export interface ReportedFinding {
  readonly finding: Finding;
  /** How many transitions it has had. Absent: nothing is remembered of it. */
  readonly transitions?: number;
  readonly suppressedUntil?: string;
}

/** What the page shows: the register at one moment. Details of a bucket come one by one. */
export interface Report {
  readonly version: "1";
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  /** Where it is from, such as `environment example in account 111122223333, us-west-2`. */
  readonly origin: string;
  /** The environment that the commands on the page name; absent: the default one. */
  readonly environment?: string;
  readonly organizationId?: string;
  /** As an environment file has them: the page judges by them. Absent: the default ones. */
  readonly invariants?: unknown;
  /** Whether remediation may write. Absent: nothing is known of it. */
  readonly enforcement?: "on" | "off";
  readonly buckets: readonly BucketRow[];
  readonly findings: readonly ReportedFinding[];
  readonly actions: readonly Remediation[];
  readonly coverage: readonly CoveragePlace[];
  /** The last one of the organization that ended. */
  readonly sweep?: Omit<Sweep, "version" | "missing">;
}
