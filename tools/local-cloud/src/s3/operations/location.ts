import { element } from "../../xml/write-xml";
import { type BucketOperation, S3_NAMESPACE } from "../bucket/operation";

/** The oldest region has no name here. */
export const getLocation: BucketOperation = {
  name: "GetBucketLocation",
  action: "s3:GetBucketLocation",
  kind: "read",
  run: ({ bucket: { region } }) => ({
    status: 200,
    body: element("LocationConstraint", region === "us-east-1" ? "" : region, { xmlns: S3_NAMESPACE }),
  }),
};
