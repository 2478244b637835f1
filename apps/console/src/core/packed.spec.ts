import * as fc from "fast-check";
import { packed, unpacked } from "./packed";

test("a text comes out of the address as it went in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(packed(text)).toMatch(/^[\w-]*$/);
      expect(unpacked(packed(text))).toBe(text);
    }),
  );
});

test("no text is in the address too", () => {
  expect(packed("")).not.toBe("");
  expect(unpacked(packed(""))).toBe("");
});

test.each(["{", "not packed!", "%", "\u00e9"])("%j, which was not packed, is itself", (text) => {
  expect(unpacked(text)).toBe(text);
});
