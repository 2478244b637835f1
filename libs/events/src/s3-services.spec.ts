import { S3_EVENT_SOURCES } from "./s3-services";

test("the sources of events that the bus has to accept", () => {
  expect(S3_EVENT_SOURCES).toEqual([
    "aws.s3",
    "aws.s3express",
    "aws.s3tables",
    "aws.s3vectors",
    "aws.s3files",
    "aws.s3-outposts",
    "aws.organizations",
  ]);
});
