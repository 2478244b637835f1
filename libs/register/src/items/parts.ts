import * as z from "zod/mini";

/** The version of the items that this code writes and reads: `version` of every item. */
export const ITEM_VERSION = "1";

/** What every item has: its kind, and the version of its shape. */
export const kindOfItem = <K extends string>(kind: K) => ({
  item: z.literal(kind),
  version: z.literal(ITEM_VERSION),
});

/** When DynamoDB deletes the item, in seconds since 1970. Absent: never. */
export const expiresAtSchema = z.optional(z.int().check(z.positive()));

/** How often the item was written; a write states the revision that it replaces. */
export const revisionSchema = z.int().check(z.positive());
