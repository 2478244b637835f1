/** JSON in one form: keys in order, what is absent left out, the grants of an ACL in order, because S3 may return them in another. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (key === "Grants" && Array.isArray(part)) return part.map(canonical).sort();
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
