import { type AwsAnswer, s3Error, sessionAnswer } from "@security-auto/testing";

/** The account the function runs in, and one that it reads by assuming a role. */
export const HOME = "111122223333";
export const MEMBER = "210987654321";

const ARN = "arn:aws:s3:::";

/** Five statements, as bucket policies are: TLS, two roles, a service, the organization. */
export function typicalPolicy(bucket: string): {
  readonly Version: string;
  readonly Statement: readonly object[];
} {
  const all = [`${ARN}${bucket}`, `${ARN}${bucket}/*`];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OnlyTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: all,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Reader",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${MEMBER}:role/reader` },
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: all,
      },
      {
        Sid: "Writer",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${MEMBER}:role/writer` },
        Action: "s3:PutObject",
        Resource: `${ARN}${bucket}/*`,
      },
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${ARN}${bucket}/logs/*`,
        Condition: { StringEquals: { "aws:SourceAccount": MEMBER } },
      },
      {
        Sid: "Organization",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${ARN}${bucket}/shared/*`,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-tide1234pl" } },
      },
    ],
  };
}

/** A bucket policy that allows anyone to read: then the verdict depends on the account's own block too. */
const openPolicy = (bucket: string): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${ARN}${bucket}/*` }],
});

/**
 * What S3, S3 Control and STS answer, prepared beforehand: the time that a function waits is then its own and the injected
 * latency, and not the work of a server on the same cores. The bucket `open` is public, all others have the typical policy.
 */
export function preparedAnswer(method: string, url: string): AwsAnswer {
  if (method === "POST") return SESSION;
  if (url.startsWith("/v20180820/configuration/publicAccessBlock")) return ok(BLOCK);
  const { pathname, searchParams } = new URL(url, "http://s3");
  const bucket = pathname.split("/")[1] ?? "";
  const isOpen = bucket === "open";
  if (searchParams.has("policyStatus"))
    return ok(`<PolicyStatus><IsPublic>${String(isOpen)}</IsPublic></PolicyStatus>`);
  if (searchParams.has("policy"))
    return ok(JSON.stringify(isOpen ? openPolicy(bucket) : typicalPolicy(bucket)));
  if (searchParams.has("acl")) return ok(ACL);
  if (searchParams.has("tagging"))
    return ok("<Tagging><TagSet><Tag><Key>team</Key><Value>ledger</Value></Tag></TagSet></Tagging>");
  if (searchParams.has("location"))
    return ok(
      '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">us-west-2</LocationConstraint>',
    );
  if (searchParams.has("publicAccessBlock")) return s3Error(404, "NoSuchPublicAccessBlockConfiguration");
  return ok(
    "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>",
  );
}

const ok = (body: string): AwsAnswer => ({ status: 200, body });

const SESSION = sessionAnswer("ASIAMEMBER", "2099-01-01T00:00:00Z");
const ACL =
  '<AccessControlPolicy><Owner><ID>0f0e</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>0f0e</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>';
const BLOCK =
  "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
