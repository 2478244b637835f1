import * as z from "zod";
import { REGION } from "./regions";

const UNIT_REASON =
  "an organizational unit looks like ou-ab12-cdef3456, the whole organization is its root: r-ab12";

/** Refuses a list in which something is twice. */
export const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Where the stack set makes the member stack. */
export const membersSchema = z.strictObject({
  organizationalUnits: z
    .array(
      z
        .string({ error: UNIT_REASON })
        .regex(/^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/, UNIT_REASON),
      { error: "a list of organizational units" },
    )
    .min(1, "at least one organizational unit")
    .refine(unique, { error: "an organizational unit is there twice" })
    .describe("With members: every account in them is watched, and every one that joins them later."),
  regions: z
    .array(REGION, { error: "a list of regions" })
    .min(1, "at least one region")
    .refine(unique, { error: "a region is there twice" })
    .describe("With members: the regions that are watched in each account; the stack's own is one of them."),
  callAs: z
    .enum(["DELEGATED_ADMIN", "SELF"], { error: 'either "DELEGATED_ADMIN" or "SELF"' })
    .default("DELEGATED_ADMIN")
    .describe("DELEGATED_ADMIN, or SELF where the stack is deployed to the management account."),
});
