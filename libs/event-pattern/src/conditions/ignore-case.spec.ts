import fc from "fast-check";
import { ignoreCase } from "./ignore-case";

test("neither case form of a character begins or ends with the other", () => {
  const failing: string[] = [];
  for (let code = 0; code <= 0x10_ff_ff; code += 1) {
    const character = String.fromCodePoint(code);
    const lower = character.toLowerCase();
    const upper = character.toUpperCase();
    if (lower === upper) continue;
    const [short, long] = lower.length <= upper.length ? [lower, upper] : [upper, lower];
    if (long.startsWith(short) || long.endsWith(short)) failing.push(character);
  }
  expect(failing).toEqual([]);
});

test("accepts each character of the operand in either form", () => {
  const flipped = fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 1 }), fc.boolean()));
  fc.assert(
    fc.property(flipped, fc.string(), (characters, more) => {
      const operand = characters.map(([text]) => text).join("");
      const value = Array.from(characters, ([text, up]) =>
        Array.from(text, (one) => (up ? one.toUpperCase() : one.toLowerCase())).join(""),
      ).join("");
      const { equals, startsOf, endsOf } = ignoreCase(operand);
      expect(equals(value)).toBe(true);
      expect(startsOf(value + more)).toBe(true);
      expect(endsOf(more + value)).toBe(true);
      expect(equals(`${value}x`)).toBe(false);
    }),
  );
});
