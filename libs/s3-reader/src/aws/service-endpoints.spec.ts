import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { STSClient } from "@aws-sdk/client-sts";
import { s3ControlEndpoint, s3Endpoint, stsEndpoint } from "./service-endpoints";

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
const config = { region: "us-west-2", credentials };
// The SDK's own rules: what these functions stand for.
const rules = {
  s3: new S3Client(config).config.endpointProvider,
  s3Control: new S3ControlClient(config).config.endpointProvider,
  sts: new STSClient(config).config.endpointProvider,
};

const REGIONS = [
  "af-south-1",
  "ap-northeast-1",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "eu-central-1",
  "eu-west-1",
  "il-central-1",
  "me-south-1",
  "mx-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-west-2",
] as const;

const BUCKETS = [
  "ledger",
  "a1b",
  "with.dots.inside",
  "Old_Bucket",
  "UPPER",
  "10.1.2.3",
  "-starts-with-hyphen",
  "ends-with-hyphen-",
  "..",
  "a..b",
  "a.bc.d",
  "abc.-de",
  "x".repeat(63),
  "x".repeat(64),
  "us-west-2",
];

const ENDPOINTS = [
  undefined,
  "http://cloud.example/below/",
  "http://cloud.example:4566",
  "https://cloud.example",
  "https://bucket.vpce-0a1b2c-abcd.s3.us-west-2.vpce.amazonaws.com",
] as const;

type Resolved = ReturnType<typeof s3Endpoint>;

const SIGNING = ["name", "signingName", "signingRegion", "disableDoubleEncoding"];

/** What a resolver says, in one line; "none" when it refuses. */
function asked(resolve: () => Resolved): string {
  try {
    const { url, properties } = resolve();
    return `${url.href} ${JSON.stringify(properties?.authSchemes, SIGNING)}`;
  } catch {
    return "none";
  }
}

// The SDK warns on the console about an address that is none.
beforeAll(() => {
  jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

const flags = [false, true].flatMap((UseFIPS) =>
  [false, true].map((UseDualStack) => ({ UseFIPS, UseDualStack })),
);
const places = REGIONS.flatMap((Region) =>
  flags.flatMap((flag) => ENDPOINTS.map((Endpoint) => ({ Region, ...flag, Endpoint }))),
);
/** The questions that two resolvers answer differently, with both answers. */
function differences<P extends object>(
  questions: readonly P[],
  ours: (question: P) => Resolved,
  theirs: (question: P) => Resolved,
): readonly unknown[] {
  return questions
    .map((question) => ({
      question,
      ours: asked(() => ours(question)),
      theirs: asked(() => theirs(question)),
    }))
    .filter((each) => each.ours !== each.theirs);
}

describe("endpoints are those of the SDK's rules", () => {
  it.each(BUCKETS)("S3, bucket %s", (Bucket) => {
    const questions = places.flatMap((place) =>
      [false, true].map((ForcePathStyle) => ({ ...place, Bucket, ForcePathStyle })),
    );
    const found = differences(questions, s3Endpoint, (question) =>
      rules.s3({ UseGlobalEndpoint: false, UseS3ExpressControlEndpoint: true, ...question }),
    );
    expect(found).toEqual([]);
  });

  it("S3 Control", () => {
    const questions = places.map((place) => ({ ...place, AccountId: "111122223333" }));
    const found = differences(questions, s3ControlEndpoint, (question) =>
      rules.s3Control({ RequiresAccountId: true, ...question }),
    );
    expect(found).toEqual([]);
  });

  it("S3 Control, about an access point or those of a bucket", () => {
    const questions = places.flatMap((place) =>
      [{ AccessPointName: "shared" }, { Bucket: "ledger" }].map((about) => ({
        ...place,
        ...about,
        AccountId: "111122223333",
      })),
    );
    const found = differences(questions, s3ControlEndpoint, (question) =>
      rules.s3Control({ RequiresAccountId: true, ...question }),
    );
    expect(found).toEqual([]);
  });

  it("STS", () => {
    const found = differences(places, stsEndpoint, (question) =>
      rules.sts({ UseGlobalEndpoint: false, ...question }),
    );
    expect(found).toEqual([]);
  });
});

// Here the SDK has no address, or one that does not exist.
it.each(["ledger", "with.dots.inside"])("S3 has no name below an address: bucket %s", (Bucket) => {
  const call = { Bucket, Region: "us-west-2" };
  for (const Endpoint of ["http://127.0.0.1:4566/", "http://localhost:4566/", "http://[::1]:4566/"])
    expect(s3Endpoint({ ...call, Endpoint }).url.href).toBe(`${Endpoint}${Bucket}`);
});

it("S3 Control has no name below an address", () => {
  const call = { AccountId: "111122223333", Region: "us-west-2" };
  expect(s3ControlEndpoint({ ...call, Endpoint: "http://127.0.0.1:4566" }).url.host).toBe("127.0.0.1:4566");
  expect(s3ControlEndpoint({ ...call, Endpoint: "http://localhost:4566" }).url.host).toBe("localhost:4566");
});

it.each(["", "attacker.example/", "us-west-2.attacker.example", "us-west-2#", "moon-1"])(
  "nothing is sent to a region %p",
  (Region) => {
    expect(() => s3Endpoint({ Bucket: "ledger", Region })).toThrow(RangeError);
    expect(() => stsEndpoint({ Region })).toThrow(RangeError);
  },
);
