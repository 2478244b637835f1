import { anyOf } from "./conditions/any-of";
import type { Condition, ValueTest } from "./conditions/condition";
import type { Wildcard } from "./conditions/wildcard";

/** One field of a pattern with everything its list says, ready to be looked up in events. */
export interface Field {
  /** Dotted path in the event, such as `detail.eventName`. */
  readonly path: string;
  /** Place in the pattern, which differs from `path` inside a `$or`. */
  readonly at: string;
  /** The list as written in the pattern. */
  readonly expected: readonly unknown[];
  /** Whether a leaf value satisfies the list. */
  readonly test: ValueTest;
  /** Whether the list accepts that there is no such leaf. */
  readonly absent: boolean;
  /** The wildcards of each condition that has some. */
  readonly wildcards: readonly (readonly Wildcard[])[];
  readonly segments: readonly string[];
  /** `prefixes[n]`: the first n segments, joined. */
  readonly prefixes: readonly string[];
  /**
   * `spans[from]`: segments joined from `from` on, at least two of them. An event may hold the path
   * `a.b` as the key `b` in the object `a` or as the one key `a.b`.
   */
  readonly spans: readonly (readonly Span[])[];
}

/** Several segments as one key of an event. */
export interface Span {
  readonly key: string;
  /** How many segments of the whole path are used up after this key. */
  readonly end: number;
}

export function fieldOf(
  path: string,
  at: string,
  expected: readonly unknown[],
  conditions: readonly Condition[],
): Field {
  const segments = path.split(".");
  return {
    path,
    at,
    expected,
    test: anyOf(conditions),
    absent: conditions.some((condition) => condition.kind === "absent"),
    wildcards: conditions
      .map((condition) => (condition.kind === "test" ? condition.wildcards : []))
      .filter((wildcards) => wildcards.length > 0),
    segments,
    prefixes: [...segments, ""].map((_, count) => segments.slice(0, count).join(".")),
    spans: segments.map((_, from) =>
      segments.slice(from + 1).map((_, extra) => {
        const end = from + extra + 2;
        return { key: segments.slice(from, end).join("."), end };
      }),
    ),
  };
}
