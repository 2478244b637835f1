/** Something a person should know about a bucket beside its exposure. */
export interface Finding {
  readonly kind:
    "policy-status-disagrees" | "unreadable-statement" | "service-for-anyone" | "access-points-not-read";
  /** In words for a person. */
  readonly because: string;
}
