import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { signedForS3, signedForSts } from "./service-signing";

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };

describe.each(["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"])("in %s", (region) => {
  const config = { region, credentials };
  const endpoint = { Region: region, UseFIPS: false, UseDualStack: false, UseGlobalEndpoint: false };

  it("a call of S3 is signed as the SDK would sign it", () => {
    const theirs = new S3Client(config).config.httpAuthSchemeProvider({
      operation: "GetBucketAcl",
      region,
      Bucket: "ledger",
      ...endpoint,
    });
    expect(signedForS3({ region })).toEqual(theirs.map(comparable));
  });

  it("a call of STS is signed as the SDK would sign it", () => {
    const theirs = new STSClient(config).config.httpAuthSchemeProvider({
      operation: "AssumeRole",
      region,
      ...endpoint,
    });
    // After Version 4 it names 4a, which it takes when the first can't be.
    expect(signedForSts({ region })).toEqual(theirs.slice(0, 1).map(comparable));
  });
});

function comparable<T extends object>(option: T): T {
  return { ...option, propertiesExtractor: expect.any(Function) as unknown };
}
