/**
 * The baseline: walks pattern and event side by side, nothing prepared. It knows what our rule needs
 * (nested objects, plain values, `exists`, `$or`) and none of the rest of the language.
 */
export function naiveMatches(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === "$or" && Array.isArray(expected))
      return expected.some((option) => naiveMatches(option, event));
    const actual = isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
    return Array.isArray(expected)
      ? expected.some((entry) => naiveEntry(entry, actual))
      : naiveMatches(expected, actual);
  });
}

function naiveEntry(entry: unknown, actual: unknown): boolean {
  if (isObject(entry)) return entry["exists"] === (actual !== undefined);
  return Array.isArray(actual) ? actual.includes(entry) : actual === entry;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
