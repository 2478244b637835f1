import { classifyError, type ErrorMeaning } from "./classify-error";

describe("what an error means", () => {
  it.each<[number | undefined, string, ErrorMeaning["kind"]]>([
    [404, "NoSuchBucketPolicy", "absent"],
    [404, "NoSuchBucket", "gone"],
    [404, "NoSuchAccessPoint", "gone"],
    [301, "PermanentRedirect", "moved"],
    [301, "Unknown", "moved"],
    [307, "TemporaryRedirect", "moved"],
    [307, "Unknown", "moved"],
    [400, "PermanentRedirect", "moved"],
    [400, "Redirect", "moved"],
    [400, "TemporaryRedirect", "moved"],
    [400, "AuthorizationHeaderMalformed", "moved"],
    [400, "IllegalLocationConstraintException", "moved"],
    [403, "AccessDenied", "denied"],
    [403, "AllAccessDisabled", "denied"],
    [403, "AccountProblem", "denied"],
    [403, "Unknown", "denied"],
    // Each of these comes with a status that would mean something else by itself.
    ...[
      "ExpiredToken",
      "ExpiredTokenException",
      "InvalidAccessKeyId",
      "InvalidClientTokenId",
      "InvalidToken",
      "RequestExpired",
      "RequestTimeTooSkewed",
      "SignatureDoesNotMatch",
      "TokenRefreshRequired",
    ].flatMap((name): [number, string, ErrorMeaning["kind"]][] => [
      [400, name, "credentials"],
      [403, name, "credentials"],
    ]),
    ...[
      "OperationAborted",
      "RequestTimeout",
      "SlowDown",
      "Throttling",
      "ThrottlingException",
      "TooManyRequests",
      "TooManyRequestsException",
    ].flatMap((name): [number, string, ErrorMeaning["kind"]][] => [
      [400, name, "no answer"],
      [403, name, "no answer"],
    ]),
    [503, "SlowDown", "no answer"],
    [429, "Unknown", "no answer"],
    [500, "InternalError", "no answer"],
    [500, "Unknown", "no answer"],
    [503, "Unknown", "no answer"],
    [599, "Unknown", "no answer"],
    [499, "Unknown", "unclear"],
    [400, "InvalidRequest", "unclear"],
    [404, "NoSuchTagSet", "unclear"],
    [404, "NotFound", "unclear"],
    [405, "MethodNotAllowed", "unclear"],
    [undefined, "Whatever", "unclear"],
  ])("%s %s: %s", (status, name, kind) => {
    const error = {
      name,
      message: "",
      answered: true,
      attempts: 1,
      ...(status === undefined ? {} : { status }),
    };
    expect(classifyError(error, ["NoSuchBucketPolicy"]).kind).toBe(kind);
  });

  it.each(["NoSuchBucketPolicy", "NoSuchBucket", "AccessDenied", "TimeoutError"])(
    "nothing, when it is not the service that says %s",
    (name) => {
      const error = { name, message: "", answered: false, status: 403, attempts: 1 };
      expect(classifyError(error, ["NoSuchBucketPolicy"]).kind).toBe("no answer");
    },
  );
});
