import type { Exposure } from "@security-auto/s3-exposure";
import type { Candidate } from "./candidate";
import { denyOutsiders, denyServicesOfOutsiders } from "./deny-outsiders";
import { ignorePublicAcls } from "./ignore-public-acls";
import { removeOutsideGrants } from "./remove-outside-grants";
import { removePublicStatements } from "./remove-public-statements";
import { restrictPublicBuckets, restrictUnlessNamed } from "./restrict-public-buckets";

/** What closes the ACL, least harm first. */
const FOR_ACL: readonly (readonly Candidate[])[] = [
  [],
  [ignorePublicAcls],
  [removeOutsideGrants],
  [removeOutsideGrants, ignorePublicAcls],
];

/** What closes the policy to callers beyond a limit, least harm first. */
const FOR_POLICY: Readonly<Record<Exposure, readonly (readonly Candidate[])[]>> = {
  private: [[], [denyOutsiders], [denyServicesOfOutsiders], [restrictPublicBuckets]],
  organization: [[], [denyOutsiders], [denyServicesOfOutsiders], [restrictPublicBuckets]],
  external: [[], [restrictUnlessNamed], [removePublicStatements], [restrictPublicBuckets]],
  public: [[]],
};

/** Every set of candidates, least harm first: what is written to the policy may cut somebody off, what is written for the ACL hardly does. */
export function candidateSets(limit: Exposure | undefined): readonly (readonly Candidate[])[] {
  const policies = limit === undefined ? [[]] : FOR_POLICY[limit];
  return policies.flatMap((forPolicy) => FOR_ACL.map((forAcl) => [...forAcl, ...forPolicy]));
}
