import { acceptanceOf } from "./accepted";
import type { Finding } from "./finding";
import { type Grant, grantsOf } from "./grant";
import type { HeldStatement } from "./held-statement";

/** What is wrong with a resource that is {@link isBroad} and not accepted. */
const TOO_BROAD = "the resource is wider than what was used, and not in the list of accepted ones";

/** More than one resource, whatever of it was used. */
function isBroad({ resource = "" }: Grant): boolean {
  return /[*?]|\$\{|^NotResource /.test(resource);
}

/** Each grant on a resource with a wildcard that no reason is given for. */
export function tooBroad(statements: readonly HeldStatement[]): readonly Finding[] {
  return statements
    .flatMap(grantsOf)
    .filter((grant) => isBroad(grant) && acceptanceOf(grant) === undefined)
    .map((grant) => ({
      kind: "granted but never used",
      holder: grant.held.holder,
      ...grant,
      because: TOO_BROAD,
    }));
}
