import fc from "fast-check";
import { fixtures } from "./fixtures";

/** The way to a value inside JSON: keys of objects, indexes of arrays. */
type Path = readonly string[];

/** The paths of a value and of all that is in it, down to 12 levels: what is put in may be nested without end. */
function pathsIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== "object" || json === null || path.length === 12) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

/** A copy of `json` with another value at a path, or without the value there. */
function changedAt(json: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) return change.value;
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
    if (name !== key) return [[name, value]];
    if (rest.length === 0 && change.op === "delete") return [];
    return [[name, changedAt(value, rest, change)]];
  });
  return Array.isArray(json) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

interface Change {
  readonly op: "replace" | "delete";
  readonly value?: unknown;
}

/** JSON nested 2,000 levels deep. */
export function nested(open: string, close: string): unknown {
  return JSON.parse(`${open.repeat(2000)}0${close.repeat(2000)}`);
}

const hostileValues: unknown[] = [
  null,
  "",
  [],
  {},
  [null],
  -0,
  1e308,
  true,
  "\u0000\u001b[31m\ud800",
  "x".repeat(10_000),
  JSON.parse('{"__proto__":{"eventName":"PutBucketAcl","bucketName":"polluted"}}'),
  JSON.parse('{"constructor":{"prototype":{"source":"aws.s3"}},"toString":1,"valueOf":null}'),
  nested("[", "]"),
  nested('{"detail":', "}"),
];

const anything = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.jsonValue(),
  fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "EU", "arn:aws:s3:::"),
  fc.jsonValue().map((value) => Object.fromEntries([["__proto__", value]])),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>({ op: "delete" }),
  anything.map((value): Change => ({ op: "replace", value })),
);

const events = fixtures.map(({ event }) => event);

/** A fixture's event with one to four of its subtrees deleted or replaced. */
export const mutatedEvent: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...events), fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 4 }))
  .map(([event, changes]) =>
    changes.reduce<unknown>((json, [at, what]) => {
      const paths = pathsIn(json);
      return changedAt(json, paths[at % paths.length] ?? [], what);
    }, event),
  );

/** Any JSON value, plain or hostile. */
export const anyJson: fc.Arbitrary<unknown> = anything;
