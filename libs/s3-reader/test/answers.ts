import { errorXml, type Script, type Scripted } from "./scripted-aws";

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export const OWNER = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

export const acl = (...grants: readonly string[]): Scripted => ({
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<AccessControlPolicy ${XMLNS}><Owner><ID>${OWNER}</ID></Owner><AccessControlList>${grants.join("")}</AccessControlList></AccessControlPolicy>`,
});

export const grant = (type: "CanonicalUser" | "Group", who: string, permission: string): string =>
  `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${who}</Grantee><Permission>${permission}</Permission></Grant>`;

export const policy = (...statements: readonly object[]): Scripted => ({
  body: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});

export const policyStatus = (isPublic: boolean): Scripted => ({
  body: `<PolicyStatus ${XMLNS}><IsPublic>${isPublic ? "true" : "false"}</IsPublic></PolicyStatus>`,
});

export const tags = (given: Readonly<Record<string, string>>): Scripted => ({
  body: `<Tagging ${XMLNS}><TagSet>${Object.entries(given)
    .map(([key, value]) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`)
    .join("")}</TagSet></Tagging>`,
});

/** `""` stands for us-east-1. */
export const location = (constraint: string): Scripted => ({
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint ${XMLNS}${constraint === "" ? "/>" : `>${constraint}</LocationConstraint>`}`,
});

export const block = (on: boolean): Scripted => ({
  body: `<PublicAccessBlockConfiguration ${XMLNS}><BlockPublicAcls>${on}</BlockPublicAcls><IgnorePublicAcls>${on}</IgnorePublicAcls><BlockPublicPolicy>${on}</BlockPublicPolicy><RestrictPublicBuckets>${on}</RestrictPublicBuckets></PublicAccessBlockConfiguration>`,
});

export const ownership = (rule: string): Scripted => ({
  body: `<OwnershipControls ${XMLNS}><Rule><ObjectOwnership>${rule}</ObjectOwnership></Rule></OwnershipControls>`,
});

const CONTROL_XMLNS = 'xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"';

export const accessPointArn = (name: string): string =>
  `arn:aws:s3:us-west-2:111122223333:accesspoint/${name}`;

/** A name, or a name with the VPC that the access point is for. */
export const accessPoints = (
  points: readonly (string | readonly [name: string, vpc: string])[],
  nextToken = "",
): Scripted => ({
  body: `<ListAccessPointsResult ${CONTROL_XMLNS}><AccessPointList>${points
    .map((point) => {
      const [name, vpc] = typeof point === "string" ? [point] : point;
      const origin =
        vpc === undefined
          ? "<NetworkOrigin>Internet</NetworkOrigin>"
          : `<NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>${vpc}</VpcId></VpcConfiguration>`;
      return `<AccessPoint><Name>${name}</Name>${origin}<Bucket>tidepool-ledger</Bucket><AccessPointArn>${accessPointArn(name)}</AccessPointArn></AccessPoint>`;
    })
    .join(
      "",
    )}</AccessPointList>${nextToken === "" ? "" : `<NextToken>${nextToken}</NextToken>`}</ListAccessPointsResult>`,
});

export const accessPoint = (blocked: boolean): Scripted => ({
  body: `<GetAccessPointResult ${CONTROL_XMLNS}><Name>any</Name><Bucket>tidepool-ledger</Bucket><NetworkOrigin>Internet</NetworkOrigin><PublicAccessBlockConfiguration><BlockPublicAcls>${blocked}</BlockPublicAcls><IgnorePublicAcls>${blocked}</IgnorePublicAcls><BlockPublicPolicy>${blocked}</BlockPublicPolicy><RestrictPublicBuckets>${blocked}</RestrictPublicBuckets></PublicAccessBlockConfiguration></GetAccessPointResult>`,
});

export const accessPointPolicy = (...statements: readonly object[]): Scripted => ({
  body: `<GetAccessPointPolicyResult ${CONTROL_XMLNS}><Policy>${JSON.stringify({ Version: "2012-10-17", Statement: statements }).replaceAll('"', "&quot;")}</Policy></GetAccessPointPolicyResult>`,
});

export const accessPointPolicyStatus = (isPublic: boolean): Scripted => ({
  body: `<GetAccessPointPolicyStatusResult ${CONTROL_XMLNS}><PolicyStatus><IsPublic>${isPublic}</IsPublic></PolicyStatus></GetAccessPointPolicyStatusResult>`,
});

export const notFound = (code: string): Scripted => ({ status: 404, body: errorXml(code) });

/** A bucket in us-west-2 that only its owner can access, with nothing configured that need not be. */
export const PRIVATE_BUCKET = {
  GetBucketAcl: acl(grant("CanonicalUser", `<ID>${OWNER}</ID>`, "FULL_CONTROL")),
  GetBucketPolicy: notFound("NoSuchBucketPolicy"),
  GetBucketPolicyStatus: notFound("NoSuchBucketPolicy"),
  GetBucketTagging: notFound("NoSuchTagSet"),
  GetBucketLocation: location("us-west-2"),
  GetPublicAccessBlock: notFound("NoSuchPublicAccessBlockConfiguration"),
  GetBucketOwnershipControls: notFound("OwnershipControlsNotFoundError"),
} as const satisfies Script;
