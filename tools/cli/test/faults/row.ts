import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FaultRule, parseScenario } from "@security-auto/local-cloud";
import type { BUCKETS } from "./buckets";

/** The security account, and the region of everything. */
export const ACCOUNT = "111122223333";
export const REGION = "us-west-2";

/** What must happen. What a row does not say is as in {@link WELL}. */
export interface Expected {
  readonly outcome: "success" | "error" | "timeout" | "not run";
  /** How often Lambda ran the function. */
  readonly attempts: number;
  /** Type of the last attempt's error. */
  readonly error: string | null;
  readonly verdict: "holds" | "violates" | "unknown" | null;
  /** Facets that could not be read. */
  readonly unread: Readonly<Record<string, "denied" | "failed">>;
  /** Permissions that the function says it lacks. */
  readonly refused: readonly string[];
  /** Mails about the event. */
  readonly notifications: number;
  /** What lies in a queue: why, and for `delivery` with EventBridge's code. */
  readonly deadLetters: readonly string[];
  /** What is lost, as the trace counts it. */
  readonly lost: readonly string[];
  /** What the event comes to in the count of `replay`. */
  readonly fate: "logged" | "dead-lettered" | "lost";
  /** Whether the log or a queue holds the whole event. */
  readonly kept: boolean;
  /** How many assessments the private bus got. */
  readonly published: number;
  /** How often a fault was injected: every try of the SDK, every attempt of Lambda and EventBridge. */
  readonly injected: number;
}

export const WELL: Omit<Expected, "verdict" | "injected" | "published"> = {
  outcome: "success",
  attempts: 1,
  error: null,
  unread: {},
  refused: [],
  notifications: 1,
  deadLetters: [],
  lost: [],
  fate: "logged",
  kept: true,
};

/** One row of the table. */
export interface Row {
  readonly title: string;
  readonly bucket: keyof typeof BUCKETS;
  /** `own`: in the function's account; default: in a member account. */
  readonly in?: "own";
  /** CloudTrail's name of the change. Default: PutBucketTagging. */
  readonly call?: string;
  /** `write`: the change is made in the local S3, and its account's rule forwards the event. */
  readonly by?: "write";
  /**
   * Time of the function, s; default: as synthesized. What runs into the deadline has less than the 6 s that two of a call's three tries
   * wait for an answer: the deadline comes first even if one of them fails at once.
   */
  readonly timeoutSeconds?: number;
  /** The function itself is made to stand still: Lambda has to end it. */
  readonly killed?: true;
  readonly faults: readonly FaultRule[];
  readonly must: Partial<Expected> & Pick<Expected, "verdict">;
  /** Name of its bucket, and the account that owns it: no row shares them. */
  readonly name: string;
  readonly account: string;
}

type Written = Omit<Row, "faults" | "name" | "account"> & { readonly faults: readonly unknown[] };

export function readTable(): readonly Row[] {
  const file = join(__dirname, "table.json");
  const rows = JSON.parse(readFileSync(file, "utf8")) as readonly Written[];
  return rows.map((row, index) => ({
    ...row,
    name: `row-${String(index + 1)}`,
    account: row.in === "own" ? ACCOUNT : String(400_000_000_001 + index),
    faults: parseScenario({ faults: row.faults }, `table.json: [${String(index)}] ${row.title}`).faults,
  }));
}
