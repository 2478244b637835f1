import type { Exposure } from "@security-auto/assessment";
import type { Control, Partition } from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import type { Place } from "../place";

/** What is known when it is decided what is done about a bucket. */
export interface Circumstances {
  readonly place: Place;
  /** The invariants that the bucket violates as it is now. */
  readonly violated: readonly RespondingInvariant[];
  /** How open it certainly is now. */
  readonly atLeast: Exposure;
  readonly known: Pick<Partition, "findings" | "actions" | "suppressions">;
  /** When the violation was seen that led to this. */
  readonly observedAt: string;
  /** Who made the change that led to it, in words. Absent: it is not known. */
  readonly actor?: string | undefined;
  /** Absent: nobody ever switched enforcement off. */
  readonly enforcement?: Control | undefined;
  /** Whether there is a role in which the bucket could be written. */
  readonly hasWriteRole: boolean;
  /** In ms since 1970. */
  readonly now: number;
}
