import { accountIdSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";

/** The messages that the function sends to its own queue are of this version. */
const version = z.literal("1");

/** Of the sweep that a message is part of: its id, and what led to it. */
const ofSweep = { version, sweep: z.string(), reason: z.string() };

/** A sweep begins: of one account, or without one of all. */
export const startSchema = z.object({
  ...ofSweep,
  message: z.literal("start"),
  startedAt: timeSchema,
  account: z.optional(accountIdSchema),
  /** The message that it waited by. Absent: it did not wait. */
  waitedBy: z.optional(z.string()),
});

/** The buckets of an account are listed. */
export const accountSchema = z.object({
  ...ofSweep,
  message: z.literal("account"),
  account: accountIdSchema,
});

/** One more page of them. */
export const pageSchema = z.object({
  ...ofSweep,
  message: z.literal("page"),
  account: accountIdSchema,
  /** From 2. */
  page: z.int().check(z.minimum(2)),
  listedAt: timeSchema,
  /** What S3 gave for it with the page before. */
  token: z.string(),
});

/** It is looked how far a sweep is. */
export const settleSchema = z.object({
  version,
  message: z.literal("settle"),
  sweep: z.string(),
  /** Which check it is: a duplicate has the number of one that was made. */
  check: z.int().check(z.positive()),
});

/** It is checked whether changes in an account are seen. */
export const coverageSchema = z.object({
  version,
  message: z.literal("coverage"),
  account: accountIdSchema,
  /** The regions in which the account has buckets. Absent: that is not known. */
  bucketRegions: z.optional(z.readonly(z.array(z.string()))),
  /** Absent: it is not part of a sweep. */
  sweep: z.optional(z.string()),
  /** The message that it waited by. Absent: it did not wait. */
  waitedBy: z.optional(z.string()),
});

/** What the schedule sends: a sweep is wanted. */
export const wantedSchema = z.object({
  version,
  request: z.literal("sweep"),
  account: z.optional(accountIdSchema),
  /** In words. */
  reason: z.string(),
});

export const ownMessageSchema = z.discriminatedUnion("message", [
  startSchema,
  accountSchema,
  pageSchema,
  settleSchema,
  coverageSchema,
]);

export type Start = z.infer<typeof startSchema>;
export type AccountMessage = z.infer<typeof accountSchema>;
export type PageMessage = z.infer<typeof pageSchema>;
export type Settle = z.infer<typeof settleSchema>;
export type CoverageMessage = z.infer<typeof coverageSchema>;
export type OwnMessage = z.infer<typeof ownMessageSchema>;
export type Wanted = z.infer<typeof wantedSchema>;
