import { disjoint, hasWildcard, includes } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { organizationIn } from "../policy/value-parts";
import type { BucketContext } from "./bucket-context";
import type { Belonging, CallerVariant } from "./caller";
import { both, type Outcome } from "./outcome";
import { knownFits, someFits, unnamedFits } from "./value-fits";

const ORGANIZATIONS = "o-*";

/** Whether a pattern takes in all organization ids, some, or none. */
function patternOfOrganizations(pattern: string): "yes" | "can" | "no" {
  if (includes(pattern, ORGANIZATIONS)) return "yes";
  return disjoint(pattern, ORGANIZATIONS) ? "no" : "can";
}

const ORGANIZATION_ID = /^o-[a-z0-9]+$/i;

export function organizationFits(
  condition: Condition,
  organization: Belonging,
  context: BucketContext,
): Outcome {
  switch (organization.kind) {
    case "known":
      return knownFits(condition, organization.id, context.steps);
    case "unnamed":
      return unnamedFits(condition, context.steps, patternOfOrganizations);
    case "unknown": {
      const own = context.organization?.id;
      if (organization.near !== "outside" && own !== undefined)
        return knownFits(condition, own, context.steps);
      return someFits(
        condition,
        context.steps,
        (id) => (id === own || !ORGANIZATION_ID.test(id) ? "no" : "maybe"),
        (pattern) => {
          const fits = patternOfOrganizations(pattern);
          return fits === "can" ? "maybe" : fits;
        },
      );
    }
    case "none":
      return "no";
  }
}

// Some member of an organization is in each of its units; in which of them an account that is named is, is not known.
export function pathFits(
  condition: Condition,
  { account, organization }: Exclude<CallerVariant, { kind: "anonymous" }>,
  context: BucketContext,
): Outcome {
  const inUnit = account.kind === "unnamed" ? "can" : "maybe";
  const inside = (text: string): Outcome => {
    const id = organizationIn(text);
    const only: Condition = {
      ...condition,
      exact: new Set(hasWildcard(id) ? [] : [id]),
      patterns: hasWildcard(id) ? [id] : [],
    };
    return organizationFits(only, organization, context);
  };
  return someFits(
    condition,
    context.steps,
    // A path ends in a slash; what has no unit is none.
    (path) => (path.includes("/") ? both(inside(path), inUnit) : "no"),
    (pattern) => {
      const id = organizationIn(pattern);
      return pattern === id || pattern === `${id}/*` ? inside(pattern) : both(inside(pattern), inUnit);
    },
  );
}
