import * as z from "zod/mini";
import { EXPOSURES } from "../src/exposure";
import bucketRows from "./buckets.json";
import conditionRows from "./conditions.json";
import denyRows from "./denies.json";
import fragments from "./fragments.json";
import principalRows from "./principals.json";

const exposure = z.enum(EXPOSURES);
const flag = z.union([z.boolean(), z.literal("unknown")]);

/** An exposure as the tables write it: one word for a fact, two for the ends. */
const written = z.pipe(
  z.union([exposure, z.tuple([exposure, exposure])]),
  z.transform((given) =>
    typeof given === "string" ? { atLeast: given, atMost: given } : { atLeast: given[0], atMost: given[1] },
  ),
);

const oneAllow = z.array(
  z.object({
    name: z.string(),
    principal: z.optional(z.unknown()),
    notPrincipal: z.optional(z.unknown()),
    condition: z.optional(z.unknown()),
    public: flag,
    exposure: written,
  }),
);

/** What one Allow opens, by its principals and by its conditions. */
export const PRINCIPALS = oneAllow.parse(principalRows);
export const CONDITIONS = oneAllow.parse(conditionRows);

/** What several statements leave of each other. */
export const DENIES = z
  .array(z.object({ name: z.string(), statements: z.array(z.unknown()), public: flag, exposure: written }))
  .parse(denyRows);

const bucketRow = z.object({
  policy: z.optional(z.string()),
  acl: z.optional(z.string()),
  block: z.optional(z.array(z.string())),
  accountBlock: z.optional(z.array(z.string())),
  ownership: z.optional(z.string()),
  status: z.optional(z.boolean()),
  denied: z.optional(z.array(z.string())),
  organization: z.optional(z.unknown()),
  account: z.optional(z.unknown()),
  policyIsPublic: flag,
  exposure: written,
});

export type BucketRow = z.infer<typeof bucketRow>;

/** Buckets made of the named fragments: blocks x ACL x policy x refusals. */
export const BUCKETS = z.array(bucketRow).parse(bucketRows);

const POLICIES: ReadonlyMap<string, unknown> = new Map(Object.entries(fragments.policies));
const ACLS: ReadonlyMap<string, unknown> = new Map(Object.entries(fragments.acls));

/** A row of {@link BUCKETS} as a description of a bucket. */
export function describeRow(row: BucketRow): Record<string, unknown> {
  const { policy, acl, block, accountBlock, status, ...rest } = row;
  return {
    ...rest,
    ...(policy === undefined ? {} : { policy: { Version: "2012-10-17", Statement: POLICIES.get(policy) } }),
    ...(acl === undefined ? {} : { acl: { owner: fragments.owner, grants: ACLS.get(acl) } }),
    ...(block === undefined ? {} : { publicAccessBlock: settings(block) }),
    ...(accountBlock === undefined ? {} : { accountPublicAccessBlock: settings(accountBlock) }),
    ...(status === undefined ? {} : { policyStatus: { isPublic: status } }),
  };
}

function settings(names: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(names.map((name) => [name, true]));
}
