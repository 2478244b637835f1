import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { AwsCredentials } from "@security-auto/credentials";
import { s3Endpoint } from "./service-endpoints";
import { signedForS3 } from "./service-signing";
import type { Transport } from "./transport";

/** Whom a client acts for, and where. */
export interface S3ClientOptions {
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** Shared by all clients of a function. */
  readonly transport: Transport;
}

/**
 * What an S3 client of a function is made with. A function's bundle has neither the SDK's credential chain nor its endpoint rules,
 * so a client made with less throws at its first call.
 *
 * @example
 * ```ts
 * const transport = createTransport();
 * const s3 = new S3Client(s3ClientConfig({ region: "us-west-2", credentials: environmentCredentials(), transport }));
 * ```
 */
export function s3ClientConfig({ region, credentials, transport }: S3ClientOptions): S3ClientConfig {
  return {
    ...transport.config,
    endpointProvider: s3Endpoint,
    httpAuthSchemeProvider: signedForS3,
    region,
    // As they are, without their expiry: the SDK would keep watch over it by a clock of its own.
    credentials,
  };
}
