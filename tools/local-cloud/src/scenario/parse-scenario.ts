import { misspelledKey } from "@security-auto/s3-exposure";
import { TRAIL_KINDS } from "../state/trails";
import { readFaultRule } from "./read-fault";
import { Place } from "./place";
import { readBucket } from "./read-bucket";
import { readSettings } from "./read-values";
import { refuseMisspelled } from "./refuse-misspelled";
import { ACCOUNT_STATES } from "../organizations/known-organization";
import type { Organization, Scenario, ScenarioAccount } from "./scenario";

const KEYS = ["organization", "accounts", "buckets", "faults"] as const satisfies readonly (keyof Scenario)[];
const KEYS_OF_ORGANIZATION = [
  "id",
  "accounts",
  "managementAccount",
  "delegatedAdministrators",
] as const satisfies readonly (keyof Organization)[];
const KEYS_OF_ACCOUNT = [
  "id",
  "name",
  "state",
  "memberStack",
  "trail",
  "publicAccessBlock",
  "regions",
] as const satisfies readonly (keyof ScenarioAccount | "regions")[];
const KEYS_OF_REGIONS = ["disabled"] as const;

/**
 * Checks a scenario: `{ organization, accounts, buckets, faults }`, or only a list of buckets. Keys it does not know are left
 * alone, unless they are nearly those it does, or there are no others.
 *
 * @param source - name of the file, for errors
 * @throws LocalCloudError that says `source: path: reason`
 * @example
 * const scenario = parseScenario(
 *   [{ name: "ledger", account: "210987654321", region: "us-west-2", tags: { classification: "sensitive" } }],
 *   "scenario",
 * );
 */
export function parseScenario(value: unknown, source: string): Scenario {
  const root = new Place(source, Array.isArray(value) ? { buckets: value } : value);
  refuseOthers(root);
  const buckets = root.get("buckets")?.list() ?? [];
  const organization = root.get("organization");
  const accounts = (root.get("accounts")?.list() ?? []).map(readAccount);
  return {
    source,
    ...(organization !== undefined && { organization: readOrganization(organization) }),
    organizationsOfBuckets: buckets.flatMap((bucket) => {
      const own = bucket.get("organization");
      if (own === undefined) return [];
      const { id, accounts: members = [] } = readOrganization(own);
      return [{ id, accounts: [bucket.need("account").accountId(), ...members] }];
    }),
    accounts: withBlocksOfBuckets(accounts, buckets),
    buckets: withoutTwins(buckets),
    faults: (root.get("faults")?.list() ?? []).map(readFaultRule),
  };
}

/** An event, or a bucket by itself, would do as a scenario in which there is nothing. */
function refuseOthers(root: Place): void {
  const value = root.object();
  const keys = Object.keys(value);
  // The parts are lists and objects: the account that an event names is no misspelled list of accounts.
  const parts = Object.fromEntries(Object.entries(value).filter(([, part]) => typeof part === "object"));
  const isScenario = keys.length === 0 || KEYS.some((key) => keys.includes(key));
  if (!isScenario && misspelledKey(parts, KEYS) === undefined) {
    root.fail(`is no scenario: it has none of ${KEYS.join(", ")}, and is no list of buckets`);
  }
  refuseMisspelled(root, KEYS);
}

function readOrganization(organization: Place): Organization {
  refuseMisspelled(organization, KEYS_OF_ORGANIZATION);
  const accounts = organization.get("accounts")?.list();
  const managementAccount = organization.get("managementAccount")?.accountId();
  const administrators = organization.get("delegatedAdministrators")?.list();
  return {
    id: organization.need("id").text(),
    ...(accounts !== undefined && { accounts: accounts.map((account) => account.accountId()) }),
    ...(managementAccount !== undefined && { managementAccount }),
    ...(administrators !== undefined && {
      delegatedAdministrators: administrators.map((account) => account.accountId()),
    }),
  };
}

function readAccount(account: Place): ScenarioAccount {
  refuseMisspelled(account, KEYS_OF_ACCOUNT);
  const block = account.get("publicAccessBlock");
  const regions = account.get("regions");
  const name = account.get("name")?.text();
  const trail = account.get("trail")?.oneOf(TRAIL_KINDS);
  const state = account.get("state")?.oneOf(ACCOUNT_STATES);
  return {
    id: account.need("id").accountId(),
    ...(name !== undefined && { name }),
    ...(state !== undefined && { state }),
    ...(trail !== undefined && { trail }),
    memberStack: account.get("memberStack")?.flag() ?? true,
    ...(block !== undefined && { publicAccessBlock: readSettings(block) }),
    ...(regions !== undefined && { disabledRegions: readDisabledRegions(regions) }),
  };
}

function readDisabledRegions(regions: Place): readonly string[] {
  refuseMisspelled(regions, KEYS_OF_REGIONS);
  return (regions.get("disabled")?.list() ?? []).map((region) => region.text());
}

/** A bucket may carry the block of its account along; what is said of an account twice has to agree. */
function withBlocksOfBuckets(
  given: readonly ScenarioAccount[],
  buckets: readonly Place[],
): readonly ScenarioAccount[] {
  const accounts = new Map(given.map((account) => [account.id, account]));
  for (const bucket of buckets) {
    const place = bucket.get("accountPublicAccessBlock");
    if (place === undefined) continue;
    const id = bucket.need("account").accountId();
    const publicAccessBlock = readSettings(place);
    const known = accounts.get(id);
    const isSame =
      known?.publicAccessBlock === undefined ||
      JSON.stringify(known.publicAccessBlock) === JSON.stringify(publicAccessBlock);
    if (!isSame) place.fail(`says something else of account ${id} than the file did before`);
    accounts.set(id, { ...(known ?? { id, memberStack: true }), publicAccessBlock });
  }
  return [...accounts.values()];
}

function withoutTwins(buckets: readonly Place[]): Scenario["buckets"] {
  const names = new Set<string>();
  return buckets.map((place) => {
    const bucket = readBucket(place);
    if (names.has(bucket.name)) place.need("name").fail(`there are two buckets ${bucket.name}`);
    names.add(bucket.name);
    return bucket;
  });
}
