import { DEFAULT_ENVIRONMENT } from "../../environment/default-environment";
import { type Environment, writesToBuckets } from "../../environment/environment";
import { organizationConfiguration } from "./organization-configuration";

/**
 * The configuration of `security-auto-S3-restrict`. Without configured invariants it uses its default ones; without a role to write with
 * it writes nothing.
 */
export function restrictConfiguration(environment: Environment): object {
  const { invariants, functions, names } = environment;
  return {
    role: functions.restrict.roleName,
    readRole: names.readRole,
    ...(writesToBuckets(environment) && {
      writeRole: names.restrictRole,
      ownWriteRole: names.ownRestrictRole,
    }),
    table: names.table,
    privateBus: names.privateBus,
    organization: organizationConfiguration(environment),
    ...(invariants !== undefined && { invariants }),
    ...(environment.name !== DEFAULT_ENVIRONMENT && { environment: environment.name }),
  };
}
