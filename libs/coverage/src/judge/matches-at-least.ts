import { isRecord } from "@security-auto/iam-policy";

/**
 * Whether an EventBridge pattern surely matches each event that another one does: it asks for no field that the other does not ask for,
 * and allows each value that the other allows. `false` where that cannot be told from the two texts alone.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesAtLeast(pattern: unknown, other: unknown): boolean {
  if (Array.isArray(pattern) && Array.isArray(other)) {
    const allowed = new Set(pattern.map(canonical));
    return other.every((value) => allowed.has(canonical(value)));
  }
  if (!isRecord(pattern) || !isRecord(other)) return false;
  return Object.entries(pattern).every(
    ([field, inside]) => Object.hasOwn(other, field) && matchesAtLeast(inside, other[field]),
  );
}

/** JSON with the keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    isRecord(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );
}
