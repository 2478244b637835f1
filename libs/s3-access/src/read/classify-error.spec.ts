import { classifyError, type ErrorMeaning } from "./classify-error";

describe("what an error means", () => {
  it.each<[number | undefined, string, ErrorMeaning["kind"]]>([
    [404, "NoSuchBucketPolicy", "absent"],
    [404, "NoSuchBucket", "gone"],
    [301, "PermanentRedirect", "moved"],
    [301, "Unknown", "moved"],
    [307, "TemporaryRedirect", "moved"],
    [400, "AuthorizationHeaderMalformed", "moved"],
    [400, "IllegalLocationConstraintException", "moved"],
    [403, "AccessDenied", "denied"],
    [403, "AllAccessDisabled", "denied"],
    [403, "AccountProblem", "denied"],
    [403, "Unknown", "denied"],
    [403, "ExpiredToken", "credentials"],
    [400, "ExpiredToken", "credentials"],
    [400, "InvalidToken", "credentials"],
    [403, "InvalidAccessKeyId", "credentials"],
    [403, "SignatureDoesNotMatch", "credentials"],
    [403, "RequestTimeTooSkewed", "credentials"],
    [503, "SlowDown", "no answer"],
    [503, "Unknown", "no answer"],
    [400, "ThrottlingException", "no answer"],
    [429, "TooManyRequests", "no answer"],
    [500, "InternalError", "no answer"],
    [400, "RequestTimeout", "no answer"],
    [409, "OperationAborted", "no answer"],
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
