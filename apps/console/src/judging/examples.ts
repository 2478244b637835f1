interface Example {
  readonly name: string;
  readonly text: string;
}

const example = (name: string, bucket: unknown): Example => ({ name, text: JSON.stringify(bucket, null, 2) });

const ORGANIZATION = { id: "o-exampleorg1", accounts: ["111122223333", "444455556666"] };

const statement = (more: object) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::ledger-archive/*",
  ...more,
});

const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });

/** Buckets to begin with. */
export const EXAMPLES: readonly Example[] = [
  example("everyone may read it", {
    name: "ledger-archive",
    account: "444455556666",
    organization: ORGANIZATION,
    policy: policy(statement({ Sid: "Downloads", Principal: "*" })),
  }),
  example("everyone may, but public access is blocked", {
    name: "ledger-archive",
    account: "444455556666",
    organization: ORGANIZATION,
    policy: policy(statement({ Sid: "Downloads", Principal: "*" })),
    publicAccessBlock: { RestrictPublicBuckets: true },
  }),
  example("sensitive, and an account outside may read it", {
    name: "ledger-archive",
    account: "444455556666",
    organization: ORGANIZATION,
    tags: { classification: "sensitive" },
    policy: policy(statement({ Sid: "Auditors", Principal: { AWS: "arn:aws:iam::222233334444:root" } })),
  }),
  example("the organization alone, by a condition", {
    name: "ledger-archive",
    account: "444455556666",
    organization: ORGANIZATION,
    policy: policy(
      statement({
        Sid: "Inside",
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } },
      }),
    ),
  }),
  example("its policy could not be read", {
    name: "ledger-archive",
    account: "444455556666",
    organization: ORGANIZATION,
    denied: ["GetBucketPolicy"],
  }),
  example(
    "a policy alone",
    policy(statement({ Sid: "Partners", Principal: { AWS: ["222233334444", "444455556666"] } })),
  ),
];
