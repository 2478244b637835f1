import { parseArn } from "@security-auto/iam-policy";

import type { AccessRequest, RequestPrincipal } from "./request";
import { resourceAccountOf } from "./resource-account";

/** The condition keys of a request; the case of a key does not matter. */
export interface Context {
  get(key: string): string | readonly string[] | undefined;
}

type Entries = Readonly<Record<string, string>>;

/** What the request says, over what follows from its principal and resource. */
export function contextOf(request: AccessRequest): Context {
  const account = resourceAccountOf(request);
  const keys = new Map<string, string | readonly string[]>();
  const put = (entries: Readonly<Record<string, string | readonly string[]>>) => {
    for (const [key, value] of Object.entries(entries)) keys.set(key.toLowerCase(), value);
  };
  put(principalKeys(request.principal));
  if (account !== undefined) put({ "aws:ResourceAccount": account });
  put(request.context ?? {});
  return { get: (key) => keys.get(key.toLowerCase()) };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function principalKeys(principal: RequestPrincipal): Entries {
  switch (principal.kind) {
    case "aws":
      return {
        "aws:PrincipalArn": principal.roleArn ?? principal.arn,
        "aws:PrincipalAccount": principal.accountId,
        "aws:PrincipalIsAWSService": "false",
        ...typeKeys(principal.arn),
      };
    case "service":
      return { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal.service };
    case "anonymous":
      return { "aws:PrincipalAccount": "anonymous", "aws:PrincipalType": "Anonymous" };
    case "federated":
      return {};
  }
}

function typeKeys(arn: string): Entries {
  const [type, ...names] = parseArn(arn)?.resource.split("/") ?? [];
  switch (type) {
    case "user":
      return { "aws:PrincipalType": "User", "aws:username": names.at(-1) ?? "" };
    case "role":
    case "assumed-role":
      return { "aws:PrincipalType": "AssumedRole" };
    case "federated-user":
      return { "aws:PrincipalType": "FederatedUser" };
    case "root":
      return { "aws:PrincipalType": "Account" };
    default:
      return {};
  }
}
