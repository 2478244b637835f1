import { objectOf, requiredString } from "../assembly/properties";
import type { ResourceHandler } from "./resource-handler";

export const s3BucketPolicy: ResourceHandler = {
  type: "AWS::S3::BucketPolicy",
  ref: (resource) => resource.generatedName(),
  attributes: {},
  create(resource, cloud) {
    const document = objectOf(resource, "PolicyDocument");
    if (document === undefined) throw resource.error("PolicyDocument", "is missing");
    cloud.bucketPolicies.set(requiredString(resource, "Bucket"), JSON.stringify(document));
  },
};
