import type { FunctionPermission } from "./function-permission";
import { permissionBehind } from "./permission-behind";

const bucketTags: FunctionPermission = {
  actions: [{ action: "s3:GetBucketTagging", because: "reads the tags of the bucket that changed" }],
  resource: "arn:${Partition}:s3:::*",
};

test.each([
  ["the function", "SecurityAutoBucketTagsFunction1A2B3C4D", bucketTags],
  ["its role", "SecurityAutoBucketTagsRole1A2B3C4D", bucketTags],
  ["the role that invokes it", "SecurityAutoBucketTagsInvocationRole1A2B3C4D", undefined],
  ["a function whose name begins alike", "SecurityAutoBucketTagsRolesRole1A2B3C4D", undefined],
  ["a function without a permission", "SecurityAutoS3Role1A2B3C4D", undefined],
  ["another resource", "BucketTagsRole1A2B3C4D", undefined],
])("%s", (_what, logicalId, permission) => {
  expect(permissionBehind(logicalId, { bucketTags })).toBe(permission);
});
