import type { S3ClientConfig } from "@aws-sdk/client-s3";

type SigningOptions = ReturnType<NonNullable<S3ClientConfig["httpAuthSchemeProvider"]>>;

/** What the SDK knows when it asks how to sign. */
interface Signed {
  readonly region?: string | undefined;
}

/** How calls of S3 are signed: with Signature Version 4, the path as it is. */
export const signedForS3 = ({ region }: Signed): SigningOptions =>
  signed({ name: "s3", region, signingName: "s3", signingRegion: region, disableDoubleEncoding: true });

/** How calls of STS are signed: with Signature Version 4. */
export const signedForSts = ({ region }: Signed): SigningOptions => signed({ name: "sts", region });

// The SDK's own providers ask the endpoint rules first; for the calls made here the answer is always this one.
function signed(signingProperties: Readonly<Record<string, unknown>>): SigningOptions {
  return [
    {
      schemeId: "aws.auth#sigv4",
      signingProperties: { ...signingProperties },
      propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
    },
  ];
}
