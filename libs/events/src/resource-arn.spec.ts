import { bucketIn, bucketInArn, decodedArn, isBucketName } from "./resource-arn";

test.each([
  ["tidepool", true],
  ["a.b-c", true],
  ["Old_Bucket_Name", true],
  ["x".repeat(255), true],
  ["x".repeat(256), false],
  ["ab", false],
  ["", false],
  ["or/chard", false],
  ["arn:aws:s3:::tidepool", false],
  ["HIDDEN_DUE_TO_SECURITY_REASONS", false],
  ["tidepool-s3alias", false],
  ["tidepool--ol-s3", false],
  ["tidepool--op-s3", false],
  ["tidepool--table-s3", false],
  ["tidepool--usw2-az1--x-s3", false],
  ["mfzwi23gnjvgw.mrap", false],
])("isBucketName(%s) is %s", (name, expected) => {
  expect(isBucketName(name)).toBe(expected);
});

test.each([
  ["arn:aws:s3:::tidepool", "tidepool"],
  ["arn:aws-eusc:s3:::tidepool", "tidepool"],
  ["arn:aws-iso-f:s3:::tidepool", "tidepool"],
  ["arn:aws:s3:::tidepool/key", undefined],
  ["arn:aws:s3:::tide*", undefined],
  ["arn:gcp:s3:::tidepool", undefined],
  ["arn:aws:s3:us-west-2:210987654321:accesspoint/a", undefined],
  ["undefined", undefined],
  [undefined, undefined],
])("bucketInArn(%s) is %s", (arn, expected) => {
  expect(bucketInArn(arn)).toBe(expected);
});

test.each([
  ["tidepool", "tidepool"],
  ["arn:aws:s3:::tidepool", "tidepool"],
  ["s3://tidepool/2026/*", "tidepool"],
  ["s3://tidepool", "tidepool"],
  ["s3://*", undefined],
  ["s3://", undefined],
  ["https://tidepool/", undefined],
  ["default", "default"],
])("bucketIn(%s) is %s", (text, expected) => {
  expect(bucketIn(text)).toBe(expected);
});

test.each([
  ["arn%3Aaws%3As3%3A%3A%3Atidepool", "arn:aws:s3:::tidepool"],
  ["arn%3aaws%3as3%3a%3a%3atidepool", "arn:aws:s3:::tidepool"],
  ["arn%3Aaws%zz", "arn%3Aaws%zz"],
  ["arn:aws:s3:::tide%70ool", "arn:aws:s3:::tide%70ool"],
  ["tidepool%3A", "tidepool%3A"],
])("decodedArn(%s) is %s", (text, expected) => {
  expect(decodedArn(text)).toBe(expected);
});
