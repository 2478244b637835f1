import * as z from "zod/mini";
import { aclSchema } from "./acl-input";
import { blockSchema } from "./block-input";
import { facetOfRead, READ_NAMES } from "./denied-reads";

/** A key that is missing or `null` means "not configured". */
function configured<T extends z.ZodMiniType>(schema: T) {
  return z.optional(z.nullable(schema));
}

const accountId = z
  .pipe(z.union([z.string(), z.number()]), z.transform(String))
  .check(z.regex(/^\d{12}$/, "expected an account id of 12 digits"));

const tagsSchema = z.union([
  z.array(z.object({ Key: z.string(), Value: z.string() })),
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
]);

const policySchema = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .check(
    z.refine((policy) => typeof policy !== "string" || isJson(policy), "expected a policy, this is not JSON"),
  );

const statusSchema = z.union([
  z.boolean(),
  z.object({ isPublic: z.boolean() }),
  z.object({ IsPublic: z.boolean() }),
  z.object({ PolicyStatus: z.object({ IsPublic: z.boolean() }) }),
]);

const ownershipSchema = z.union([
  z.string(),
  z.object({ ObjectOwnership: z.string() }),
  z.object({ Rules: z.array(z.object({ ObjectOwnership: z.string() })).check(z.minLength(1)) }),
]);

const deniedSchema = z.array(
  z.string().check(
    z.refine((name) => facetOfRead(name) !== undefined, {
      error: `expected the name of a read: ${READ_NAMES.join(", ")}`,
    }),
  ),
);

export const organizationSchema = z.object({
  id: z.string().check(z.minLength(1)),
  accounts: configured(z.array(accountId)),
});

/**
 * A bucket described in JSON, as `assess` takes it.
 *
 * @example
 * ```json
 * {
 *   "name": "tidepool-ledger",
 *   "account": "210987654321",
 *   "region": "us-west-2",
 *   "tags": { "classification": "sensitive" },
 *   "policy": { "Version": "2012-10-17", "Statement": [] },
 *   "acl": { "owner": "75aa...", "grants": [{ "grantee": "AllUsers", "permission": "READ" }] },
 *   "publicAccessBlock": { "IgnorePublicAcls": true },
 *   "ownership": "ObjectWriter",
 *   "denied": ["GetAccountPublicAccessBlock"],
 *   "organization": { "id": "o-abcd1234ef", "accounts": ["210987654321"] }
 * }
 * ```
 */
export const bucketInputSchema = z.object({
  name: z.string().check(z.minLength(1)),
  /** Absent: any account may be the bucket's own. */
  account: configured(accountId),
  region: configured(z.string()),
  tags: configured(tagsSchema),
  /** The document, or its JSON text. */
  policy: configured(policySchema),
  /** Absent: AWS was not asked. */
  policyStatus: configured(statusSchema),
  acl: configured(aclSchema),
  publicAccessBlock: configured(blockSchema),
  accountPublicAccessBlock: configured(blockSchema),
  ownership: configured(ownershipSchema),
  /** Reads that were refused. Wins over a value that is given all the same. */
  denied: configured(deniedSchema),
  organization: configured(organizationSchema),
});

export type BucketInput = z.output<typeof bucketInputSchema>;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
