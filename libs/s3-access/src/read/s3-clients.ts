import { S3Client } from "@aws-sdk/client-s3";
import type { AwsCredentials } from "../credentials/aws-credentials";
import { BoundedCache } from "../credentials/bounded-cache";
import { s3Endpoint } from "./service-endpoints";
import { signedForS3 } from "./service-signing";
import type { Transport } from "./transport";

interface Kept {
  readonly client: S3Client;
  readonly accessKeyId: string;
}

/** S3 clients by account and region, each for as long as its credentials last. */
export class S3Clients {
  readonly #transport: Transport;
  readonly #kept: BoundedCache<string, Kept>;

  /** @param capacity - how many clients are kept */
  constructor(transport: Transport, capacity = 100) {
    this.#transport = transport;
    this.#kept = new BoundedCache(capacity);
  }

  clientFor(accountId: string, region: string, credentials: AwsCredentials): S3Client {
    const key = `${accountId} ${region}`;
    const { accessKeyId } = credentials;
    const kept = this.#kept.get(key);
    if (kept?.accessKeyId === accessKeyId) return kept.client;
    const client = this.#create(region, credentials);
    this.#kept.set(key, { client, accessKeyId });
    return client;
  }

  // Credentials as they are, without their expiry: the SDK would keep watch over it by a clock of its own.
  #create(region: string, credentials: AwsCredentials): S3Client {
    const addressed = {
      ...this.#transport.config,
      endpointProvider: s3Endpoint,
      httpAuthSchemeProvider: signedForS3,
    };
    return new S3Client({ ...addressed, region, credentials });
  }
}
