import { callerChooses } from "./chosen-keys";

test.each([
  ["aws:referer", true],
  ["aws:principaltag/team", true],
  ["s3:x-amz-acl", true],
  ["s3:prefix", true],
  ["aws:principaltag", false],
  ["aws:principalarn", false],
  ["aws:federatedprovider", false],
])("a caller gives %s the value he likes: %s", (key, expected) => {
  expect(callerChooses(key)).toBe(expected);
});
