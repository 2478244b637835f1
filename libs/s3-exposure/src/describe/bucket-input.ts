import * as z from "zod/mini";
import { accessPointsSchema } from "./access-point-input";
import { aclSchema } from "./acl-input";
import { blockSchema } from "./block-input";
import { accessPointRead, facetOfRead, READ_NAMES } from "../reads/read-names";
import { accountId, configured, policySchema, statusSchema } from "./input-values";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const tagsSchema = z.union([
  z.array(z.object({ Key: z.string(), Value: scalar })),
  z.record(z.string(), scalar),
]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControlsRule.html */
const OWNERSHIPS = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;

const ownership = z.enum(OWNERSHIPS, `expected one of ${OWNERSHIPS.join(", ")}`);

const ownershipSchema = z.union([
  ownership,
  z.object({ ObjectOwnership: ownership }),
  z.object({ Rules: z.array(z.object({ ObjectOwnership: ownership })).check(z.minLength(1)) }),
]);

const deniedSchema = z.array(
  z.string().check(
    z.refine((name) => facetOfRead(name) !== undefined || accessPointRead(name) !== undefined, {
      error: `expected the name of a read: ${READ_NAMES.join(", ")}`,
    }),
  ),
);

export const organizationSchema = z.object({
  id: z.string().check(z.minLength(1)),
  /** All of them, unless `accountsComplete` says otherwise: an account that is not listed is outside. Absent: which accounts are members is not known. */
  accounts: configured(z.array(accountId)),
  /** `false`: an account that is not listed may be a member all the same. */
  accountsComplete: configured(z.boolean()),
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
  region: configured(z.string().check(z.minLength(1))),
  tags: configured(tagsSchema),
  /** The document, or its JSON text. */
  policy: configured(policySchema),
  /** Absent: AWS was not asked. */
  policyStatus: configured(statusSchema),
  acl: configured(aclSchema),
  publicAccessBlock: configured(blockSchema),
  accountPublicAccessBlock: configured(blockSchema),
  ownership: configured(ownershipSchema),
  /** Absent: they were not asked for; an empty list: there are none. */
  accessPoints: configured(accessPointsSchema),
  /** Reads that were refused. Wins over a value that is given all the same. */
  denied: configured(deniedSchema),
  organization: configured(organizationSchema),
  /** Accounts known to be outside the organization, though its accounts are not listed. */
  knownExternalAccounts: configured(z.array(accountId)),
});

export type BucketInput = z.output<typeof bucketInputSchema>;
