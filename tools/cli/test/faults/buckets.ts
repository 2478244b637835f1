/** The buckets that rows are about: what each is like, and whether it is as it should be. */
export const BUCKETS = {
  closed: { truth: "holds", ownership: "BucketOwnerEnforced" },
  open: { truth: "violates", policy: allowing("*") },
  /** Open to everyone by its ACL alone. */
  listed: { truth: "violates", acl: { grants: [{ grantee: "AllUsers", permission: "READ" }] } },
  /** Tagged sensitive, and open to an account outside the organization. */
  sensitive: {
    truth: "violates",
    tags: { classification: "sensitive" },
    policy: allowing({ AWS: "arn:aws:iam::222233334444:root" }),
  },
  /** Its policy is public, and its own block cuts that off. */
  blocked: { truth: "holds", policy: allowing("*"), publicAccessBlock: { RestrictPublicBuckets: true } },
  /** Its policy is public, and only the block of its account cuts that off. */
  shielded: {
    truth: "holds",
    policy: allowing("*"),
    accountPublicAccessBlock: { RestrictPublicBuckets: true },
  },
} as const;

function allowing(principal: unknown) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "s3:GetObject" }],
  };
}
