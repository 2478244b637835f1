import { literal } from "../glob/pattern";
import { accountInArn, arnIncludes, isResource, parseArn } from "./parse-arn";

const ROLE = "arn:aws:iam::111122223333:role/team/Courier";

test("the parts of an ARN, and of a pattern", () => {
  expect(parseArn(ROLE)).toEqual({
    partition: "aws",
    service: "iam",
    region: "",
    accountId: "111122223333",
    resource: "role/team/Courier",
  });
  expect(parseArn("ar?:*:logs:*:*:log-group:a:*")?.resource).toBe("log-group:a:*");
});

test.each(["foo:aws:s3:::b", "ARN:aws:s3:::b", ":aws:s3:::b", "arn:aws:::x:", "*", "arn:*", "b*:aws:s3:::b"])(
  "%j is no ARN and no pattern of ARNs",
  (text) => {
    expect(parseArn(text)).toBeUndefined();
    expect(arnIncludes(text, ROLE)).toBeUndefined();
  },
);

test.each([
  ["arn:aws:iam::*:role/*", true],
  ["arn:*:*:*:*:*", true],
  ["*:aws:iam::111122223333:role/team/Courier", true],
  ["arn:aws:iam::111122223333:role/*/Courier", true],
  ["arn:aws-cn:iam::111122223333:role/*", false],
  ["arn:aws:sts::111122223333:role/*", false],
  ["arn:aws:iam:?:111122223333:role/*", false],
  ["arn:aws:iam::11112222333?:role/team/Courier", true],
  ["arn:aws:iam::1111222233334:role/*", false],
  ["arn:aws:iam::111122223333:user/*", false],
  ["arn:aws:*:role/team/Courier:*:*", false],
])("%s takes the role in: %s", (pattern, expected) => {
  expect(arnIncludes(pattern, ROLE)).toBe(expected);
});

test("a star within an ARN is a star of the ARN", () => {
  expect(arnIncludes("arn:aws:s3:::b/a?", literal("arn:aws:s3:::b/a*"))).toBe(true);
  expect(arnIncludes("arn:aws:s3:::b/a?", "arn:aws:s3:::b/a*")).toBe(false);
  expect(arnIncludes("arn:aws:s3:::b/*", "b/a")).toBe(false);
});

test.each([
  [ROLE, "111122223333"],
  ["arn:aws:iam::11112222333:root", undefined],
  ["arn:aws:s3:::b", undefined],
  ["arn:aws:iam::*:root", undefined],
  ["111122223333", undefined],
])("the account in %s is %s", (text, account) => {
  expect(accountInArn(text)).toBe(account);
});

test.each([
  ["*", true],
  ["arn:aws:logs:*", true],
  ["**", false],
  ["foo:aws:s3:::b", false],
  ["b", false],
])("%s may stand as a resource: %s", (text, expected) => {
  expect(isResource(text)).toBe(expected);
});
