import type { ExposureInterval } from "../exposure";
import type { Identity, NamedPrincipal } from "../policy/mentions";

/** The account or organization of a caller. */
export type Belonging =
  | { readonly kind: "known"; readonly id: string }
  /** Some other than all that the policy names. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "none" }
  /** Not the bucket's own; perhaps none. */
  | { readonly kind: "foreign" }
  | { readonly kind: "unknown" };

/**
 * A typical caller. Who reaches a bucket is found by asking of each whether some Allow lets him in and no Deny keeps him
 * out: one without credentials, one from an account nobody names, a member of the organization, and each that is named.
 * The bucket's own account and AWS services are not asked: their reach is `private`, the least there is.
 */
export type Caller = {
  /** How far the bucket is exposed when this caller gets in. `atLeast` is lower when he may not exist, or be nearer. */
  readonly reach: ExposureInterval;
} & CallerKind;

export type CallerKind =
  | { readonly kind: "anonymous" }
  /** Any principal of an account; with `principal` that one, else one that is not named. */
  | {
      readonly kind: "signed in";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly principal?: NamedPrincipal | undefined;
    }
  /** Somebody in particular whose account cannot be told. */
  | { readonly kind: "identity"; readonly identity: Identity }
  /** An AWS service that calls on behalf of a resource. */
  | {
      readonly kind: "service";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly arn?: string | undefined;
    };
