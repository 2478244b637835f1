import { LocalCloudError } from "../core/local-cloud-error";
import { canonicalId } from "../identity/unique-id";
import type { CloudResources } from "../state/cloud-resources";
import { privateAcl } from "./bucket/acl";
import type { PolicyClassifier } from "./bucket/operation";
import { readPolicy } from "./bucket/read-policy";
import { S3Error } from "./bucket/s3-error";
import type { S3Store } from "./bucket/s3-store";

/** Fills S3 with the buckets of the templates. @throws LocalCloudError for a policy that S3 would not take */
export function makeBuckets(
  { buckets, bucketPolicies }: Pick<CloudResources, "buckets" | "bucketPolicies">,
  store: S3Store,
  isPublic: PolicyClassifier,
): void {
  for (const bucket of buckets) {
    const { name, arn, accountId } = bucket;
    const text = bucketPolicies.get(name);
    try {
      store.put({
        ...bucket,
        createdAt: new Date().toISOString(),
        acl: privateAcl(canonicalId(accountId)),
        refused: new Set(),
        ...(text !== undefined && { policy: readPolicy(text, { name: `bucket ${name}`, arn }, isPublic) }),
      });
    } catch (error) {
      if (error instanceof S3Error)
        throw new LocalCloudError(`bucket ${name}: ${error.message}`, { cause: error });
      throw error;
    }
  }
}
