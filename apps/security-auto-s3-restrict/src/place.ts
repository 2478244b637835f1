import { findingId } from "@security-auto/register";

/** Which bucket. */
export interface Place {
  readonly account: string;
  readonly bucket: string;
}

/** The id of the finding that a bucket violates an invariant. */
export const findingOf = ({ account, bucket }: Place, invariant: string): string =>
  findingId({ account, bucket, kind: "invariant", invariant });
