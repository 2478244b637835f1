import fc from "fast-check";
import { compilePattern, type EventPattern, type MatchExpression, type Scalar } from "../src/index";

/** Few keys and few values, so that generated patterns and events meet. */
const keys = fc.constantFrom("a", "b", "c", "a.b", "b.c", "constructor");
const texts = fc.constantFrom("", "x", "y", "xy", "yx", "xyx");
const numbers = fc.constantFrom(-1, 0, 1, 2.5);
const scalars: fc.Arbitrary<Scalar> = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));

const expressions: fc.Arbitrary<MatchExpression> = fc.oneof(
  fc.boolean().map((exists) => ({ exists })),
  texts.map((prefix) => ({ prefix })),
  texts.map((suffix) => ({ suffix })),
  fc.constantFrom("*", "x*", "*y", "x*x", "*x*").map((wildcard) => ({ wildcard })),
  fc.uniqueArray(texts, { minLength: 1 }).map((excluded) => ({ "anything-but": excluded })),
  fc.uniqueArray(numbers, { minLength: 1 }).map((excluded) => ({ "anything-but": excluded })),
  fc.constantFrom("x", "y").map((prefix) => ({ "anything-but": { prefix } })),
  fc
    .tuple(fc.constantFrom("=", "<", "<=", ">", ">="), numbers)
    .map(([name, bound]) => ({ numeric: [name, bound] })),
  fc.constant({ numeric: [">", -1, "<=", 2.5] }),
);

const lists = fc.array(fc.oneof(scalars, expressions), { minLength: 1, maxLength: 3 });

/** Valid patterns of all kinds, with `$or` at any depth, as far as EventBridge takes so much in one rule. */
export const patterns: fc.Arbitrary<EventPattern> = patternsOf(2, true).filter((pattern) => {
  const compiled = compilePattern(pattern);
  return compiled.success || !/combinations of \$or|too complex|longer/.test(compiled.error.reason);
});

function patternsOf(depth: number, withOr: boolean): fc.Arbitrary<EventPattern> {
  const values: fc.Arbitrary<EventPattern[string]> =
    depth === 0 ? lists : fc.oneof({ weight: 2, arbitrary: lists }, patternsOf(depth - 1, withOr));
  const fields = fc.dictionary(keys, values, { minKeys: 1, maxKeys: 3 });
  if (!withOr) return fields;
  const options = fc.array(patternsOf(depth, false), { minLength: 2, maxLength: 3 });
  const nested = fc
    .tuple(options, options)
    .map(([[first = {}, ...others], $or]) => [{ ...first, $or }, ...others]);
  const some = fc.oneof({ weight: 4, arbitrary: options }, nested);
  return fc.oneof(
    { weight: 4, arbitrary: fields },
    fc.tuple(fields, some).map(([before, $or]) => ({ ...before, $or })),
    fc.tuple(fields, some).map(([after, $or]) => ({ $or, ...after })),
  );
}

/** Events over the same keys and values, with lists everywhere. */
export const events: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  event: fc.dictionary(keys, tie("value"), { minKeys: 1, maxKeys: 4 }),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    tie("event"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
})).event;

const bits = fc.constantFrom(0, 1);
const tests = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(bits, { minLength: 1 }) },
  fc.constantFrom([{ exists: false }], [{ exists: true }], [0, { exists: false }]),
);
const tiedKeys = fc.constantFrom("a", "b", "c.d", "c");

/** Patterns of fields that share lists, for {@link tiedEvents}; one pair in seven matches. */
export const tiedPatterns: fc.Arbitrary<EventPattern> = fc
  .tuple(fc.dictionary(tiedKeys, tests, { minKeys: 1 }), fc.dictionary(tiedKeys, tests, { minKeys: 1 }))
  .map(([inner, outer]) => ({ list: { ...outer, list: inner } }));

/** Events that are lists of lists of small objects. */
export const tiedEvents: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  event: fc.record({ list: tie("lists") }),
  lists: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie("object"), { minLength: 1, maxLength: 4 }),
    tie("object"),
    fc.array(tie("lists"), { maxLength: 2 }),
  ),
  object: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(tiedKeys, fc.oneof(bits, fc.array(bits, { maxLength: 2 })), { maxKeys: 3 }),
    fc
      .tuple(fc.dictionary(tiedKeys, bits, { minKeys: 2 }), tie("lists"))
      .map(([fields, list]) => ({ ...fields, list })),
  ),
})).event;
