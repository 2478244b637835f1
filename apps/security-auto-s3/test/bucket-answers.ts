import { s3Error } from "@security-auto/testing";
import type { Answer } from "./denying-aws";

export const missing = (code: string) => s3Error(404, code);

const GRANT_TO_OWNER =
  '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>75aa</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>';

/** A bucket that its owner alone can access, with nothing configured that need not be. */
export const bucketNamed = (name: string): Readonly<Record<string, Answer>> => ({
  [`GET /${name}/?acl=`]: `<AccessControlPolicy><Owner><ID>75aa</ID></Owner><AccessControlList>${GRANT_TO_OWNER}</AccessControlList></AccessControlPolicy>`,
  [`GET /${name}/?policy=`]: missing("NoSuchBucketPolicy"),
  [`GET /${name}/?policyStatus=`]: missing("NoSuchBucketPolicy"),
  [`GET /${name}/?tagging=`]: missing("NoSuchTagSet"),
  [`GET /${name}/?location=`]:
    '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-central-1</LocationConstraint>',
  [`GET /${name}/?publicAccessBlock=`]: missing("NoSuchPublicAccessBlockConfiguration"),
  [`GET /${name}/?ownershipControls=`]: missing("OwnershipControlsNotFoundError"),
});
export const PRIVATE = bucketNamed("ledger-archive");

const policy = (condition?: object, resource = "arn:aws:s3:::ledger-archive/*") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: resource, Condition: condition },
    ],
  });
export const PUBLIC = {
  ...PRIVATE,
  "GET /ledger-archive/?policy=": policy(),
  "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>",
};
export const ACCOUNT_BLOCK = "GET /v20180820/configuration/publicAccessBlock";
export const NO_ACCOUNT_BLOCK = { [ACCOUNT_BLOCK]: missing("NoSuchPublicAccessBlockConfiguration") };

export const POINTS = "/v20180820/accesspoint";
export const LIST_OF_POINTS = `GET ${POINTS}?bucket=ledger-archive&maxResults=21`;
const BLOCKED =
  "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>";
export const DELEGATING = {
  ...PRIVATE,
  ...NO_ACCOUNT_BLOCK,
  "GET /ledger-archive/?policy=": policy({ StringEquals: { "s3:DataAccessPointAccount": "111122223333" } }),
  "GET /ledger-archive/?policyStatus=": "<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
  [LIST_OF_POINTS]: `<ListAccessPointsResult><AccessPointList>${["one", "two"]
    .map((name) => `<AccessPoint><Name>${name}</Name><NetworkOrigin>Internet</NetworkOrigin></AccessPoint>`)
    .join("")}</AccessPointList></ListAccessPointsResult>`,
  ...Object.fromEntries(
    ["one", "two"].flatMap((name): [string, Answer][] => [
      [
        `GET ${POINTS}/${name}`,
        `<GetAccessPointResult><PublicAccessBlockConfiguration>${BLOCKED}</PublicAccessBlockConfiguration></GetAccessPointResult>`,
      ],
      [`GET ${POINTS}/${name}/policy`, missing("NoSuchAccessPointPolicy")],
      [`GET ${POINTS}/${name}/policyStatus`, missing("NoSuchAccessPointPolicy")],
    ]),
  ),
};
