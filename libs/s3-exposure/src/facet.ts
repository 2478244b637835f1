/**
 * How one read of a bucket's configuration ended: with a value; with "not configured" (S3 says so by a 404 error such
 * as NoSuchBucketPolicy); refused; or not at all.
 */
export type Facet<T> =
  | { readonly state: "present"; readonly value: T }
  | { readonly state: "absent" }
  | { readonly state: "denied" }
  | { readonly state: "failed"; readonly reason: string };

export type FacetState = Facet<unknown>["state"];

/** The read answered. */
export const present = <T>(value: T): Facet<T> => ({ state: "present", value });

/** Nothing is configured. */
export const absent: Facet<never> = { state: "absent" };

/** The read was refused. */
export const denied: Facet<never> = { state: "denied" };

/** The read ended without an answer; `reason` completes "could not be read: ". */
export const failed = (reason: string): Facet<never> => ({ state: "failed", reason });

/** The value, where there is one. */
export function valueOf<T>(facet: Facet<T>): T | undefined {
  return facet.state === "present" ? facet.value : undefined;
}

/** Why nothing is known of a facet, in words; `undefined` when it was read. */
export function whyUnread(facet: Facet<unknown>): string | undefined {
  switch (facet.state) {
    case "denied":
      return "the read was refused";
    case "failed":
      return `it could not be read: ${facet.reason}`;
    case "present":
    case "absent":
      return undefined;
  }
}
