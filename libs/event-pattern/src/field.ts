import { anyOf } from "./conditions/any-of";
import type { Condition, ValueTest } from "./conditions/condition";

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
  /** What the list says, entry by entry. */
  readonly conditions: readonly Condition[];
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
  /** Made when first asked for: a deep path has many, and few events go that deep. */
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
    conditions,
    prefixes: [...segments, ""].map((_, count) => segments.slice(0, count).join(".")),
    route: segments.map((_, from) => new PathSegment(segments, from)),
  };
}

class PathSegment implements Segment {
  readonly key: string;
  #joined: readonly Span[] | undefined;

  constructor(
    private readonly segments: readonly string[],
    private readonly from: number,
  ) {
    this.key = segments[from] ?? "";
  }

  get joined(): readonly Span[] {
    this.#joined ??= this.segments.slice(this.from + 1).map((_, extra) => {
      const end = this.from + extra + 2;
      return { key: this.segments.slice(this.from, end).join("."), end };
    });
    return this.#joined;
  }
}
