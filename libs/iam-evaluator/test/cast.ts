import type { RequestPrincipal } from "../src";

/** Who asks in the scenarios. */
export const CAST = {
  alice: user("111122223333", "alice"),
  bob: user("111122223333", "team/bob"),
  root: { kind: "aws", arn: "arn:aws:iam::111122223333:root", accountId: "111122223333" },
  function: session("111122223333", "lambda-slaw-s3", "security-auto-S3"),
  role: {
    kind: "aws",
    arn: "arn:aws:iam::111122223333:role/lambda-slaw-s3",
    accountId: "111122223333",
  },
  federatedUser: {
    kind: "aws",
    arn: "arn:aws:sts::111122223333:federated-user/carol",
    accountId: "111122223333",
  },
  sessionWithoutRole: {
    kind: "aws",
    arn: "arn:aws:sts::111122223333:assumed-role/lambda-slaw-s3/security-auto-S3",
    accountId: "111122223333",
  },
  stranger: user("444455556666", "eve"),
  strangerByCanonicalId: { ...user("444455556666", "eve"), canonicalId: "79a59df900b949e55d96a1e698fbaced" },
  member: session("444455556666", "S3-security-forward", "events"),
  strangersRoot: { kind: "aws", arn: "arn:aws:iam::444455556666:root", accountId: "444455556666" },
  eventbridge: { kind: "service", service: "events.amazonaws.com" },
  lambda: { kind: "service", service: "lambda.amazonaws.com" },
  github: {
    kind: "federated",
    provider: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
  },
  anybody: { kind: "anonymous" },
} as const satisfies Record<string, RequestPrincipal>;

export type Actor = keyof typeof CAST;

function user(accountId: string, name: string) {
  return { kind: "aws", arn: `arn:aws:iam::${accountId}:user/${name}`, accountId } as const;
}

function session(accountId: string, role: string, name: string) {
  return {
    kind: "aws",
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    roleArn: `arn:aws:iam::${accountId}:role/${role}`,
    accountId,
  } as const;
}
