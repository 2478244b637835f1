import type { Environment } from "../../environment/environment";
import { coverageSettings } from "../expected-coverage";

/** The configuration of `security-auto-sweep`. */
export function sweepConfiguration(environment: Environment): object {
  const { account, functions, names, organization, organizationAccounts, sweeping } = environment;
  return {
    role: functions.sweep.roleName,
    readRole: names.readRole,
    table: names.table,
    privateBus: names.privateBus,
    queue: names.sweepQueue,
    // Without a look-up they are all that is swept.
    accounts: [...new Set([account, ...organizationAccounts])],
    ...(organization.lookup && { lookup: true }),
    coverage: coverageSettings(environment),
    bucketsPerSecondPerAccount: sweeping.bucketsPerSecondPerAccount,
  };
}
