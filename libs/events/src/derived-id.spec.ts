import { derivedId } from "./derived-id";

const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test.each(["", "a", "8e6a1edc-1952-4b4e-affa-6d42580b951b", "ÿ\u0000\ud800"])("%j", (text) => {
  expect(derivedId(text)).toMatch(UUID_8);
  expect(derivedId(text)).toBe(derivedId(text));
  expect(derivedId(text)).not.toBe(text);
});

test("texts that differ little give ids that differ", () => {
  const ids = new Set(
    Array.from({ length: 50_000 }, (_, n) =>
      derivedId(`8e6a1edc-1952-4b4e-affa-${n.toString(16).padStart(12, "0")}`),
    ),
  );
  expect(ids.size).toBe(50_000);
});
