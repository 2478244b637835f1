import type { AccessPoint } from "../bucket-facts";
import type { Exposure } from "../exposure";
import type { PolicyFlag } from "../policy-flag";
import type { Identity, NamedNetwork, NamedPrincipal } from "../policy/mentions";

/** How near somebody is to the bucket whose account is not known. */
export type Nearness = "own" | "organization" | "outside";

/** The account or organization of a caller. */
export type Belonging =
  | { readonly kind: "known"; readonly id: string }
  /** Some other than all that are named. */
  | { readonly kind: "unnamed" }
  /** One of which only is known how near it is. */
  | { readonly kind: "unknown"; readonly near: Nearness }
  | { readonly kind: "none" };

/** One way a caller may stand to the bucket: all that decides whether statements apply to him. */
export type CallerVariant = {
  /** How far the bucket is exposed when he gets in. */
  readonly exposure: Exposure;
} & (
  | { readonly kind: "anonymous" }
  /** A principal of an account: a named one, one known by an id only, or else one that is neither. */
  | {
      readonly kind: "signed in";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly principal?: NamedPrincipal | undefined;
      readonly identity?: Identity | undefined;
      /** Of a session: the policy also names a role of its role's name that has a path, and it may be that one's. */
      readonly hasNamesake?: boolean | undefined;
    }
  /** An AWS service that calls on behalf of a resource; `arn` when that one is named, `name` when the service is. */
  | {
      readonly kind: "service";
      readonly account: Belonging;
      readonly organization: Belonging;
      readonly name?: string | undefined;
      readonly arn?: string | undefined;
      /** It is not known whether the service can be asked by somebody from there. */
      readonly uncertain: boolean;
    }
);

/**
 * A typical caller. Who can access a bucket is found by asking of each whether some Allow allows him and no Deny denies
 * him: one without credentials, one from an account nobody names, a member of the organization, and each that is named.
 * The bucket owner's account is not asked: its access is `private`, the least there is.
 */
export interface Caller {
  /** One of these he is. When there are several, it is not known which, and certain is only what holds for all. */
  readonly variants: readonly CallerVariant[];
  /** The widest access of any of them. */
  readonly furthest: Exposure;
}

/** Where a request comes from. `range`: one of the narrow ranges of addresses that are named. */
export type Network =
  { readonly kind: "anywhere" } | { readonly kind: "range" } | ({ readonly kind: "endpoint" } & NamedNetwork);

/** An access point that was read, and AWS's flag for its policy. */
export interface RoutePoint extends AccessPoint {
  readonly flag: PolicyFlag;
}

/** Whether a request goes to the bucket itself or through an access point. */
export type Route =
  | { readonly kind: "direct" }
  | {
      readonly kind: "access point";
      readonly owner: Belonging;
      /** Of the bucket owner's account. */
      readonly own: boolean;
      /** Absent: not read. */
      readonly point?: RoutePoint | undefined;
      readonly origin: "Internet" | "VPC" | undefined;
    };

/** The way a request takes to the bucket. */
export interface Way {
  readonly network: Network;
  readonly route: Route;
  /** From a fixed network only: those who come this way are not anyone. */
  readonly limited: boolean;
}
