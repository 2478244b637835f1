import { awsErrorInWords, isAwsError } from "./aws-error";

const errorOf = (code: string, more: object = {}) => Object.assign(new Error("connect"), { code, ...more });
const refused = errorOf("ECONNREFUSED", { address: "127.0.0.1", port: 4566 });

test.each<[string, Error, string]>([
  ["an address", refused, "no connection to 127.0.0.1:4566 (ECONNREFUSED): "],
  [
    "a name",
    errorOf("ENOTFOUND", { hostname: "dynamodb.eu-west-1.amazonaws.com" }),
    "no connection to dynamodb.eu-west-1.amazonaws.com (ENOTFOUND): ",
  ],
  [
    "a name with several addresses",
    Object.assign(new AggregateError([refused, refused], ""), { code: "ECONNREFUSED" }),
    "no connection to 127.0.0.1:4566 (ECONNREFUSED): ",
  ],
  ["nothing of it", errorOf("ECONNRESET"), "no connection (ECONNRESET): "],
  [
    "credentials that have expired",
    Object.assign(new Error("The security token included in the request is expired"), {
      name: "ExpiredTokenException",
      $metadata: {},
    }),
    "AWS does not take the credentials (ExpiredTokenException): log in again",
  ],
])("%s is named", (_, error, words) => {
  expect(isAwsError(error)).toBe(true);
  expect(awsErrorInWords(error)).toContain(words);
});
