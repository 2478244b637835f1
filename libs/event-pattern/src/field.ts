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
  /** `prefixes[n]`: the first n segments of the path, joined. */
  readonly prefixes: readonly string[];
  /** The segments of the path. */
  readonly route: readonly Segment[];
}

/**
 * One segment of a path. An event may hold the path `a.b` as the key `b` in the object `a` or as the
 * one key `a.b`, so each segment also knows the keys that join it with those after it.
 */
export interface Segment {
  readonly key: string;
  readonly joined: readonly Span[];
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
    prefixes: [...segments, ""].map((_, count) => segments.slice(0, count).join(".")),
    route: segments.map((key, from) => ({
      key,
      joined: segments.slice(from + 1).map((_, extra) => {
        const end = from + extra + 2;
        return { key: segments.slice(from, end).join("."), end };
      }),
    })),
  };
}
