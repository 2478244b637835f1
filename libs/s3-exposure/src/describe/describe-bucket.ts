import type { BucketFacts, FacetName } from "../bucket-facts";
import { absent, denied, type Facet, present } from "../facet";
import { parseInput } from "../parse-input";
import { parseBucketPolicy } from "../policy/parse-policy";
import type { Result } from "../result";
import { readAcl } from "./acl-input";
import { readBlock } from "./block-input";
import { readAccessPoints } from "./access-point-input";
import { type BucketInput, bucketInputSchema } from "./bucket-input";
import type { AccessPointRead } from "../reads/read-actions";
import { accessPointRead, facetOfRead } from "../reads/read-names";
import { readStatus } from "./input-values";
import { misspelledInBucket } from "./misspelled-in-bucket";

/**
 * Reads a bucket described in JSON into facts to judge. A missing key means "not configured"; a missing `policyStatus`
 * or `accessPoints`, that AWS was not asked; a name in `denied`, that the read was refused. A key that is not known is left alone, unless it is
 * nearly a known one.
 *
 * @example
 * ```ts
 * const described = describeBucket({ name: "tidepool-ledger", account: "210987654321", denied: ["GetBucketAcl"] });
 * if (!described.success) throw new Error(described.error.map(({ path, message }) => `${path}: ${message}`).join("\n"));
 * ```
 */
export function describeBucket(input: unknown): Result<BucketFacts> {
  const misspelled = misspelledInBucket(input);
  if (misspelled !== undefined) {
    const { path, message } = misspelled;
    return { success: false, error: [{ path: path.join("."), message }] };
  }
  const parsed = parseInput(bucketInputSchema, input);
  return parsed.success ? { success: true, data: toFacts(parsed.data) } : parsed;
}

function toFacts(input: BucketInput): BucketFacts {
  const refused = new Set((input.denied ?? []).map(facetOfRead));
  const facet = <T, U>(name: FacetName, value: T | null | undefined, read: (value: T) => U): Facet<U> => {
    if (refused.has(name)) return denied;
    return value === null || value === undefined ? absent : present(read(value));
  };
  const refusedOfAccessPoints = new Set((input.denied ?? []).map(accessPointRead));
  const asked = refused.has("policyStatus") || (input.policyStatus ?? undefined) !== undefined;
  return {
    name: input.name,
    accountId: input.account ?? undefined,
    region: input.region ?? undefined,
    organization:
      input.organization === null || input.organization === undefined
        ? undefined
        : {
            id: input.organization.id,
            accounts: input.organization.accounts ?? undefined,
            accountsComplete:
              input.organization.accountsComplete ?? (input.organization.accounts ?? undefined) !== undefined,
          },
    knownExternalAccounts: input.knownExternalAccounts ?? undefined,
    facets: {
      policy: facet("policy", input.policy, parseBucketPolicy),
      policyStatus: asked ? facet("policyStatus", input.policyStatus, readStatus) : undefined,
      acl: facet("acl", input.acl, readAcl),
      tags: facet("tags", input.tags, readTags),
      location: facet("location", input.region, (region) => region),
      publicAccessBlock: facet("publicAccessBlock", input.publicAccessBlock, readBlock),
      accountPublicAccessBlock: facet("accountPublicAccessBlock", input.accountPublicAccessBlock, readBlock),
      ownership: facet("ownership", input.ownership, readOwnership),
      ...accessPointsOf(input, refusedOfAccessPoints),
    },
  };
}

function accessPointsOf(
  { accessPoints, account }: BucketInput,
  refused: ReadonlySet<AccessPointRead | undefined>,
): Pick<BucketFacts["facets"], "accessPoints"> {
  if (refused.has("list")) return { accessPoints: denied };
  return accessPoints === null || accessPoints === undefined
    ? {}
    : { accessPoints: present(readAccessPoints(accessPoints, refused, account ?? undefined)) };
}

type Given<K extends keyof BucketInput> = NonNullable<BucketInput[K]>;

function readTags(tags: Given<"tags">): Readonly<Record<string, string>> {
  const entries = Array.isArray(tags)
    ? tags.map(({ Key, Value }): [string, string] => [Key, String(Value)])
    : Object.entries(tags).map(([key, value]): [string, string] => [key, String(value)]);
  return Object.fromEntries(entries);
}

function readOwnership(ownership: Given<"ownership">): string {
  if (typeof ownership === "string") return ownership;
  if ("ObjectOwnership" in ownership) return ownership.ObjectOwnership;
  return ownership.Rules[0]?.ObjectOwnership ?? "";
}
