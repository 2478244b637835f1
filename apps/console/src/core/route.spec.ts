import * as fc from "fast-check";
import { addressOf, type Route, routeOf } from "./route";

test.each<[string, string, Route]>([
  ["nothing", "", { view: "", of: [], query: {} }],
  ["the first view", "#/", { view: "", of: [], query: {} }],
  ["a view", "#/buckets", { view: "buckets", of: [], query: {} }],
  [
    "one of many, looked at in a way",
    "#/bucket/444455556666/ledger?q=a%20b&sort=name",
    { view: "bucket", of: ["444455556666", "ledger"], query: { q: "a b", sort: "name" } },
  ],
  ["what nobody wrote here", "#/%E0%A4%A/x?%=%", { view: "%E0%A4%A", of: ["x"], query: { "%": "%" } }],
])("%s", (_what, hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

test("an address leads where it was made for, whatever it is of", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  fc.assert(
    fc.property(text, fc.array(text), fc.dictionary(text, text), (view, of, query) => {
      expect(routeOf(addressOf(view, of, query))).toEqual({ view, of, query: { ...query } });
    }),
  );
});

test("half a character leads nowhere, and breaks nothing", () => {
  expect(routeOf(addressOf("bucket", ["a\ud83d"]))).toEqual({ view: "bucket", of: ["a\ufffd"], query: {} });
});

test("what is not said is left out", () => {
  expect(addressOf("buckets", [], { q: "", verdict: undefined, sort: "name" })).toBe("#/buckets?sort=name");
});
