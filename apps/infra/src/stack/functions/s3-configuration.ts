import type { Invariant, JudgeConfigurationFile, RespondingInvariant } from "@security-auto/s3-exposure";
import type { Environment } from "../../environment/environment";
import { asksAboutAccounts, organizationConfiguration } from "./organization-configuration";

/**
 * The configuration of `security-auto-S3`. Without configured invariants it has none, and the function uses its default ones.
 */
export function s3Configuration(environment: Environment): JudgeConfigurationFile {
  const { invariants, functions, names } = environment;
  return {
    role: functions.s3.roleName,
    readRole: names.readRole,
    ...(environment.privateBus && { privateBus: names.privateBus }),
    ...(asksAboutAccounts(environment) && { lookup: true }),
    organization: organizationConfiguration(environment),
    ...(invariants !== undefined && { invariants: invariants.map(withoutResponse) }),
  };
}

/** What is done about a violation is no business of the function that judges. */
function withoutResponse(invariant: RespondingInvariant): Invariant {
  const judged = { ...invariant };
  delete judged.respond;
  return judged;
}
