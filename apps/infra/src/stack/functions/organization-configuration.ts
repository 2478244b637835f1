import type { JudgeConfigurationFile } from "@security-auto/s3-exposure";
import type { Environment } from "../../environment/environment";

/** Whether the function that judges asks Organizations about accounts: where all are known, there is nothing to ask. */
export function asksAboutAccounts({ organization, organizationAccountsComplete }: Environment): boolean {
  return organization.lookup && !organizationAccountsComplete;
}

/** The organization, as a function is configured that judges who is inside. */
export function organizationConfiguration({
  account,
  organizationId,
  organizationAccounts,
  organizationAccountsComplete,
}: Environment): NonNullable<JudgeConfigurationFile["organization"]> {
  return {
    id: organizationId,
    accounts: [...new Set([account, ...organizationAccounts])],
    ...(organizationAccountsComplete && { accountsComplete: true }),
  };
}
