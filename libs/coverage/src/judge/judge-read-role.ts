import type { CheckResult } from "@security-auto/assessment";
import type { AccountRole } from "@security-auto/s3-reader";
import type { PlaceFacts } from "../reading";

/**
 * Whether the role in which an account is read can be assumed. One that can be, and is refused what ours may, is not known to be well: somebody
 * may have changed its policy.
 *
 * @param places - what was read in it, of each region
 */
export function judgeReadRole(role: AccountRole, places: readonly PlaceFacts[]): CheckResult {
  switch (role.kind) {
    case "granted": {
      const refusal = refusalIn(places);
      return refusal === undefined
        ? { result: "ok" }
        : { result: "unknown", because: `the role can be assumed, but ${refusal}` };
    }
    case "refused":
      return {
        result: "wrong",
        because: `the role ${role.role} cannot be assumed: deploy the member stack to the account (${role.because})`,
      };
    case "region disabled":
      return { result: "unknown", because: role.because };
  }
}

/** Why the role may not be ours any more. Where all is refused in some regions only, that is a service control policy on regions. */
function refusalIn(places: readonly PlaceFacts[]): string | undefined {
  const refusals = places.map(({ forwardingRule, tamperingRule, queue, trails, heartbeat }) => {
    const reads = [
      forwardingRule,
      tamperingRule,
      trails,
      ...(queue === undefined ? [] : [queue]),
      ...(heartbeat === undefined ? [] : [heartbeat.schedule]),
    ];
    const refused = reads.flatMap((read) =>
      read.kind === "unknown" && read.isRefused === true ? [read.because] : [],
    );
    return { refused, isWhole: refused.length === reads.length };
  });
  const isEverywhere = refusals.every(({ isWhole }) => isWhole);
  const [because] = refusals.flatMap(({ refused, isWhole }) => (isWhole && !isEverywhere ? [] : refused));
  return because;
}
