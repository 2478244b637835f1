import type { AccessRequest, RequestPrincipal } from "./request";

/** A request as one names it in a sentence. */
export function described({ action, resource, principal }: AccessRequest): string {
  return `${action} on ${resource} by ${who(principal)}`;
}

function who(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case "aws":
      return principal.arn;
    case "service":
      return principal.service;
    case "federated":
      return `a federated identity of ${principal.provider}`;
    case "anonymous":
      return "an anonymous caller";
  }
}
