import type { Exposure } from "../exposure";
import type { Identity, NamedPrincipal } from "../policy/mentions";

/** The account or organization of a caller. */
export type Belonging =
  | { readonly kind: "known"; readonly id: string }
  /** Some other than all that are named. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "none" };

/** One way a caller may stand to the bucket: all that decides whether statements take him in. */
export type Guise = {
  /** How far the bucket is exposed when he gets in. */
  readonly reach: Exposure;
} & (
  | { readonly kind: "anonymous" }
  /** A principal of an account: a named one, one known by an id only, or else one that is neither. */
  | {
      readonly kind: "signed in";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly principal?: NamedPrincipal | undefined;
      readonly identity?: Identity | undefined;
    }
  /** An AWS service that calls on behalf of a resource; `arn` when that one is named. */
  | {
      readonly kind: "service";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly arn?: string | undefined;
    }
);

/**
 * A typical caller. Who reaches a bucket is found by asking of each whether some Allow lets him in and no Deny keeps him
 * out: one without credentials, one from an account nobody names, a member of the organization, and each that is named.
 * The bucket's own account and AWS services are not asked: their reach is `private`, the least there is.
 */
export interface Caller {
  /** One of these he is. When there are several, it is not known which, and certain is only what holds for all. */
  readonly guises: readonly Guise[];
  /** The widest of their reaches. */
  readonly furthest: Exposure;
}
