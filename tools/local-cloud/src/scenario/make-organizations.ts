import { Organizations } from "../iam/organizations";
import { LocalCloudError } from "../core/local-cloud-error";
import type { Scenario } from "./scenario";

export interface KnownAccounts {
  /** Of the organization that the stacks are deployed in; `undefined` when nothing names it. */
  readonly organizationId: string | undefined;
  /** Accounts of the synthesized stacks: they are in it. */
  readonly stacks: readonly string[];
  /** Accounts that have the member stack. */
  readonly members: readonly string[];
}

/**
 * Which account belongs to which organization. A scenario that lists the accounts of the organization is taken by its
 * word; otherwise every account that is heard of belongs to it, unless a bucket says something else of its own.
 *
 * @throws LocalCloudError when two organizations claim an account
 */
export function makeOrganizations(scenario: Scenario | undefined, known: KnownAccounts): Organizations {
  const ids = new Map<string, string>();
  const claim = (account: string, id: string): void => {
    const other = ids.get(account);
    if (other !== undefined && other !== id) {
      throw new LocalCloudError(
        `${scenario?.source ?? "scenario"}: account ${account} is in the organizations ${other} and ${id}`,
      );
    }
    ids.set(account, id);
  };
  for (const { id, accounts = [] } of scenario?.organizationsOfBuckets ?? []) {
    for (const account of accounts) claim(account, id);
  }
  const {
    id = known.organizationId,
    accounts,
    managementAccount,
    delegatedAdministrators = [],
  } = scenario?.organization ?? {};
  if (id === undefined) return new Organizations(ids);
  const management = managementAccount === undefined ? [] : [managementAccount];
  for (const account of [...known.stacks, ...management, ...delegatedAdministrators, ...(accounts ?? [])])
    claim(account, id);
  if (accounts === undefined) {
    const heardOf = [
      ...known.members,
      ...(scenario?.accounts ?? []).map((account) => account.id),
      ...(scenario?.buckets ?? []).map(({ account }) => account),
    ];
    for (const account of heardOf) if (!ids.has(account)) ids.set(account, id);
  }
  return new Organizations(ids);
}
