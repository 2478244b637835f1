import { findingSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem, revisionSchema } from "./parts";

/** Where a transition of a finding is announced. */
export const CHANNELS = ["event", "mail", "chat", "securityHub"] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * A finding, from when it opens until some time after it closes. It remembers which of its transitions were announced where, so that a
 * message that could not be sent is sent later, and no other is sent again.
 */
export const findingItemSchema = z.object({
  ...kindOfItem("finding"),
  /** As it was after its last transition, in the words of the contract. */
  finding: findingSchema,
  /** How many transitions it has had. */
  transitions: z.int().check(z.positive()),
  /** Of each channel, the last transition that was announced there. Absent: none. */
  announced: z.partialRecord(z.enum(CHANNELS), z.int().check(z.positive())),
  /** Until when another attempt leaves the announcing to the one that is under way. Absent: none is. */
  announcingUntil: z.optional(timeSchema),
  revision: revisionSchema,
  /** Only where it is closed. */
  expiresAt: expiresAtSchema,
});

export type FindingItem = z.infer<typeof findingItemSchema>;

/** Whether a finding stands. */
export const isOpen = ({ finding }: FindingItem): boolean => finding.transition !== "closed";
