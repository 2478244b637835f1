import {
  type AccessRequest,
  evaluate,
  type NamedPolicy,
  type Policies,
  type RequestPrincipal,
} from "@security-auto/iam-evaluator";
import { policyDocument } from "@security-auto/iam-policy";
import { ACCESS_POINT_READS, ACCESS_READS, ACCOUNT_READS } from "@security-auto/policies";

/** Somebody whose own policies allow everything. */
export const ANYTHING: NamedPolicy = {
  name: "anything",
  document: policyDocument({ Effect: "Allow", Action: "*", Resource: "*" }),
};
/** A resource whose policy allows everybody. */
export const OPEN: NamedPolicy = {
  name: "open",
  document: policyDocument({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
};
export const OPEN_TRUST: NamedPolicy = {
  name: "open trust",
  document: policyDocument({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
};

/** A session of a role. */
export const session = (accountId: string, role: string, name: string): RequestPrincipal => ({
  kind: "aws",
  arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
  accountId,
  roleArn: `arn:aws:iam::${accountId}:role/${role}`,
});

export const service = (name: string): RequestPrincipal => ({
  kind: "service",
  service: `${name}.amazonaws.com`,
});

/** One attempt: how it differs from the usual one. */
export interface Row {
  readonly who: string;
  readonly principal?: RequestPrincipal;
  readonly action?: string;
  readonly resource?: string;
  readonly owner?: string;
  readonly context?: AccessRequest["context"];
  readonly identity?: NamedPolicy;
  readonly resourcePolicy?: NamedPolicy;
  /** What narrows the principal's session. Default: nothing. */
  readonly sessionPolicy?: NamedPolicy;
}

/** Every read of an account, as AWS asks whether it is allowed. */
export const readsIn = (account: string): readonly Row[] => {
  const read = (action: string) => ({ who: action, action, owner: account });
  return [
    ...ACCESS_READS.map(read),
    ...ACCOUNT_READS.map((action) => ({
      ...read(action),
      resource: "*",
      context: { "s3:ResourceAccount": account },
    })),
    ...ACCESS_POINT_READS.map((action) => ({
      ...read(action),
      resource: `arn:aws:s3:eu-west-1:${account}:accesspoint/shared`,
    })),
  ];
};

/** What everything else of a row is measured against. */
export interface Usual extends Omit<Row, "who"> {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: string;
}

function decide(usual: Usual, row: Row): string {
  const { principal, action, resource, owner, context, identity, resourcePolicy, sessionPolicy } = {
    ...usual,
    ...row,
  };
  const request: AccessRequest = {
    principal,
    action,
    resource,
    ...(owner !== undefined && { resourceAccount: owner }),
    ...(context !== undefined && { context }),
  };
  const policies: Policies = {
    ...(principal.kind === "aws" && identity !== undefined && { identity: [identity] }),
    ...(resourcePolicy !== undefined && { resource: resourcePolicy }),
    ...(sessionPolicy !== undefined && { session: [sessionPolicy] }),
  };
  return evaluate(request, policies).decision;
}

/** One test a row: who gets in, and who stays out. */
export function table(usual: Usual, { allowed, denied }: Record<"allowed" | "denied", readonly Row[]>): void {
  test.each(allowed)("in: $who", (row) => {
    expect(decide(usual, row)).toBe("allowed");
  });
  test.each(denied)("out: $who", (row) => {
    expect(decide(usual, row)).toMatch(/denied$/);
  });
}
