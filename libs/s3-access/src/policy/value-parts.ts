/** The part of `aws:userid` that says whose it is: before the colon and the name of the session. */
export function userIdOwner(value: string): string {
  const colon = value.indexOf(":");
  return colon < 0 ? value : value.slice(0, colon);
}

/** The organization in a value of an organization id or path: `o-abcd1234ef` in `o-abcd1234ef/r-ab12/*`. */
export function organizationIn(value: string): string {
  const slash = value.indexOf("/");
  return slash < 0 ? value : value.slice(0, slash);
}
