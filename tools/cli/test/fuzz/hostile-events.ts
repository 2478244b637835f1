import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { ROOT } from "../command";

const FIXTURES = join(ROOT, "libs/events/test/fixtures");

/** Events in the shapes that AWS sends. */
const REAL_EVENTS: readonly string[] = readdirSync(FIXTURES).map((file) => {
  const { event } = JSON.parse(readFileSync(join(FIXTURES, file), "utf8")) as { readonly event: unknown };
  return JSON.stringify(event);
});

/** A value to put in: small, odd, large or nested without end. */
const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.json({ maxDepth: 4, stringUnit: "binary" }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "null",
      '""',
      "[]",
      "{}",
      "1e308",
      "-1",
      '"\\ud800"',
      '"\\u0000\\u001b[31m\\n{\\"level\\":\\"ERROR\\"}"',
      '"arn:aws:s3:::"',
      '"../other"',
      '"tidepool-ledger?acl"',
      '"999999999999"',
      '"eu-central-1"',
      '"us-east-1.evil.example"',
      '{"__proto__":{"bucketName":"polluted"}}',
      '{"constructor":{"prototype":{"polluted":1}},"toJSON":"data"}',
      JSON.stringify("x".repeat(70_000)),
      `${"[".repeat(500)}${"]".repeat(500)}`,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...REAL_EVENTS) },
);

/** A value's place in JSON text: what follows a colon or stands in a list. */
const VALUES = /(?<=[:[,])(?:"(?:[^"\\]|\\.)*"(?!:)|-?\d[\d.eE+-]*|true|false|null)/g;

interface Change {
  readonly at: number;
  /** Absent: the value's place is emptied. */
  readonly put: string;
}

/** A real event with one to four of its values replaced, in the text itself: duplicate keys and odd numbers stay. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...REAL_EVENTS),
    fc.array(fc.record<Change>({ at: fc.nat(), put: value }), { minLength: 1, maxLength: 4 }),
  )
  .map(([event, changes]) => changes.reduce(changed, event));

function changed(text: string, { at, put }: Change): string {
  const places = [...text.matchAll(VALUES)];
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return text;
  return text.slice(0, place.index) + put + text.slice(place.index + place[0].length);
}

/** A real event without some of its fields, at any depth. */
const dropped: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...REAL_EVENTS), fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 4 }))
  .map(([event, numbers]) => {
    let number = 0;
    const wanted = new Set(numbers);
    return JSON.stringify(
      JSON.parse(event, (key, inside: unknown) => (key !== "" && wanted.has(number++) ? undefined : inside)),
    );
  });

/** The JSON text of any event, in the form in which `JSON.stringify` gives it. */
export const hostileEvent: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: mutated },
    { weight: 1, arbitrary: dropped },
    { weight: 1, arbitrary: value },
  )
  .map((text) => JSON.stringify(JSON.parse(text)));
