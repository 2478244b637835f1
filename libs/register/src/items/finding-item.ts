import { exceptionSchema, findingSchema, timeSchema } from "@security-auto/assessment";
import * as z from "zod/mini";
import { expiresAtSchema, kindOfItem, revisionSchema } from "./parts";

/** Where a transition of a finding is announced. */
export const CHANNELS = ["event", "mail", "chat", "securityHub"] as const;

export type Channel = (typeof CHANNELS)[number];

const unannouncedSchema = z.object({
  /** The first transition of a finding is 1. */
  number: z.int().check(z.positive()),
  /** As it was after this transition. */
  finding: findingSchema,
  /** Where it is still to be announced. */
  channels: z.readonly(z.array(z.enum(CHANNELS))),
});

/**
 * A finding, from when it opens until some time after it closes. It remembers which of its transitions are still to be announced, so that a
 * message that could not be sent is sent later, and no other is sent again.
 */
export const findingItemSchema = z.object({
  ...kindOfItem("finding"),
  /** As it was after its last transition, in the words of the contract. */
  finding: findingSchema,
  /** When the call that opened it was completed, else when it was opened. Absent where what it is about was over before it was found. */
  since: z.optional(timeSchema),
  /** How many transitions it has had. */
  transitions: z.int().check(z.positive()),
  /** The transitions that are still to be announced, in order. */
  unannounced: z.readonly(z.array(unannouncedSchema)),
  /**
   * The request that is announcing them, and until when others leave it to that. Absent: none is. `isRetried` is there only where nobody
   * tries that request again when it fails.
   */
  announcing: z.optional(
    z.object({ by: z.string(), until: timeSchema, isRetried: z.optional(z.literal(false)) }),
  ),
  /** Only where it is open and suppressed: until then nobody is mailed. It may be over. */
  suppressed: z.optional(exceptionSchema),
  revision: revisionSchema,
  /** Only where it is closed. */
  expiresAt: expiresAtSchema,
});

export type FindingItem = z.infer<typeof findingItemSchema>;

/** Whether a finding stands. */
export const isOpen = ({ finding }: FindingItem): boolean => finding.transition !== "closed";
