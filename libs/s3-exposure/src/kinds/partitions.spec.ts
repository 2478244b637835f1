import { allow, deny, exposureOf, FOREIGN, testRows, to } from "../../test/kinds";
import { BUCKET, BUCKET_ARN } from "../../test/sample";

describe("a policy of an unknown account", () => {
  testRows([
    [
      "any account may be the bucket's own",
      [to({ AWS: FOREIGN })],
      "private..external",
      { account: undefined },
    ],
  ]);
});

describe("all partitions, and none that is known", () => {
  test.each([
    ["us-west-2", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
    ["moon-base-1", "aws-moon"],
    [undefined, "aws-cn"],
  ])("a bucket in %s has ARNs of %s", (region, partition) => {
    const arn = `arn:${partition}:s3:::${BUCKET.name}`;
    const anything = allow({}, { Resource: "*" });
    const allBut = (path: string) => deny({}, { Resource: undefined, NotResource: `${arn}${path}` });
    expect(exposureOf([anything, allBut("/pub/*")], { region })).toBe("public");
    expect(exposureOf([anything, deny({}, { Resource: `${arn}/*` })], { region })).toBe("private");
  });
});

describe("the partition is the region's, else that of the first ARN which has one", () => {
  const anything = allow({}, { Resource: "*" });
  const role = (partition: string) =>
    allow({}, { Principal: { AWS: `arn:${partition}:iam::${FOREIGN}:role/Courier` }, Resource: "*" });

  test("a principal of another partition does not change that of a bucket whose region is known", () => {
    const allButPublished = deny({}, { Resource: undefined, NotResource: `${BUCKET_ARN}/pub/*` });
    expect(exposureOf([role("aws-cn"), anything, allButPublished])).toBe("public");
  });

  test("a wildcard is no partition", () => {
    const everything = allow({}, { Resource: `arn:*:s3:::${BUCKET.name}/*` });
    const objects = deny({}, { Resource: `arn:aws-cn:s3:::${BUCKET.name}/*` });
    expect(exposureOf([everything, objects], { region: undefined })).toBe("private");
  });
});
