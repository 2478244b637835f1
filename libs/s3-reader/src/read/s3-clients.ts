import { S3Client } from "@aws-sdk/client-s3";
import type { AwsCredentials } from "@security-auto/credentials";
import { BoundedCache } from "../credentials/bounded-cache";
import { s3ClientConfig } from "../aws/s3-client-config";
import type { Transport } from "../aws/transport";

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
    const client = new S3Client(s3ClientConfig({ region, credentials, transport: this.#transport }));
    this.#kept.set(key, { client, accessKeyId });
    return client;
  }
}
