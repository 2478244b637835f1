import { absent, denied, failed, present, valueOf, whyUnread } from "./facet";

test.each([
  ["present", present(1), 1, undefined],
  ["absent", absent, undefined, undefined],
  ["denied", denied, undefined, "the read was refused"],
  ["failed", failed("time is up"), undefined, "it could not be read: time is up"],
])("%s", (_state, facet, value, why) => {
  expect(valueOf(facet)).toBe(value);
  expect(whyUnread(facet)).toBe(why);
});
