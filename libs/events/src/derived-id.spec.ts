import { derivedId } from "./derived-id";

const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const TEXTS = [
  { name: "an empty text", text: "", id: "c37eb276-8822-88b7-bf4f-c499c45d8015" },
  {
    name: "an event's id",
    text: "8e6a1edc-1952-4b4e-affa-6d42580b951b",
    id: "b7aa1b64-7c83-8c6e-95a9-6302f0ff2db5",
  },
  {
    name: "a text with NUL and half a surrogate pair",
    text: "\u00ff\u0000\ud800",
    id: "b7164fc8-4c49-8f52-8677-7a2b381610ea",
  },
];

test.each([...TEXTS, { name: "a letter", text: "a" }])(
  "the id of $name is a UUID, and always the same",
  ({ text }) => {
    expect(derivedId(text)).toMatch(UUID_8);
    expect(derivedId(text)).toBe(derivedId(text));
    expect(derivedId(text)).not.toBe(text);
  },
);

test("texts that differ little give ids that differ", () => {
  const ids = new Set(
    Array.from({ length: 50_000 }, (_, n) =>
      derivedId(`8e6a1edc-1952-4b4e-affa-${n.toString(16).padStart(12, "0")}`),
    ),
  );
  expect(ids.size).toBe(50_000);
});

test.each(TEXTS)("the id of $name stays the same from version to version", ({ text, id }) => {
  expect(derivedId(text)).toBe(id);
});

test("every hexadecimal digit but those that are fixed takes every value", () => {
  const seen = Array.from({ length: 36 }, () => new Set<string>());
  for (let n = 0; n < 2000; n += 1)
    Array.from(derivedId(`event-${n}`)).forEach((digit, place) => seen[place]?.add(digit));
  const fixed = new Map([8, 13, 18, 23].map((place) => [place, 1]));
  expect(seen.map(({ size }) => size)).toEqual(
    seen.map((_, place) => fixed.get(place) ?? (place === 14 ? 1 : place === 19 ? 4 : 16)),
  );
});
