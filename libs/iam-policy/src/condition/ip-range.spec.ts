import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";

import { isWithin, readRange, writeAddress } from "./ip-range";

test.each([
  ["203.0.113.7", "203.0.113.7", 32],
  ["203.0.113.7/24", "203.0.113.0", 24],
  ["0.0.0.0/0", "0.0.0.0", 0],
  ["2001:db8::/32", "2001:db8:0:0:0:0:0:0", 32],
  ["::", "0:0:0:0:0:0:0:0", 128],
  ["2001:DB8::1:ffff/127", "2001:db8:0:0:0:0:1:fffe", 127],
])("%s begins at %s", (text, first, prefix) => {
  const range = readRange(text);
  expect(range).toMatchObject({ prefix });
  expect(range && writeAddress(range.first, range.bits)).toBe(first);
});

test.each([
  "",
  "203.0.113",
  "203.0.113.256",
  "203.0.113.07",
  "203.0.113.7/33",
  "203.0.113.7/",
  "203.0.113.7/-1",
  "203.0.113.7/24/8",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1::2::3",
  "1:2:3:4::5:6:7:8",
  "2001:db8::12345",
  "fe80::1%eth0",
  "::ffff:203.0.113.7",
  "::/129",
])("%j is no range", (text) => {
  expect(readRange(text)).toBeUndefined();
});

test("an address is what Node takes for one, but for zones and IPv4 in IPv6 form", () => {
  const unit = fc.constantFrom("0", "1", "25", "255", "256", "f", "fFff", ".", ":", "::", "g", " ");
  const texts = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.array(unit, { maxLength: 16 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!(text.includes(":") && text.includes(".")));
      expect(readRange(text) !== undefined).toBe(isIPv4(text) || isIPv6(text));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["203.0.113.7", "203.0.113.0/24", true],
  ["203.0.114.7", "203.0.113.0/24", false],
  ["203.0.113.0/23", "203.0.113.0/24", false],
  ["::1", "0.0.0.0/0", false],
])("%s is within %s: %s", (one, other, expected) => {
  const [inner, outer] = [readRange(one), readRange(other)];
  expect(inner && outer && isWithin(inner, outer)).toBe(expected);
});
