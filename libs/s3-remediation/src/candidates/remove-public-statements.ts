import { exceeds, type Exposure } from "@security-auto/s3-exposure";
import { withoutStatements } from "../policy-text/edit-policy";
import type { PolicyStatement, PolicyStatements } from "../policy-text/policy-statements";
import type { Candidate, Planning } from "./candidate";

/** Writes the policy without the statements that surely open it wider than is allowed. */
export const removePublicStatements: Candidate = (settings, { policy, limit, exposureOf }) => {
  const { policyText } = settings;
  if (policyText === undefined || policy === undefined || limit === undefined) return undefined;
  const open = openStatements(policy, limit, exposureOf);
  const left = open.length === 0 ? undefined : withoutStatements(policyText, policy, open);
  if (left === undefined) return undefined;
  const names = open.map(({ name }) => JSON.stringify(name)).join(", ");
  return {
    settings: { ...settings, policyText: left },
    because: {
      policy: `the policy no longer has what opens the bucket, ${names}; every byte of the other statements stays`,
    },
  };
};

/** The statements of a policy that surely open the bucket wider than a limit. */
export function openStatements(
  { statements }: PolicyStatements,
  limit: Exposure,
  exposureOf: Planning["exposureOf"],
): readonly PolicyStatement[] {
  return statements.filter((statement) => exceeds(exposureOf({ statement }).atLeast, limit));
}
