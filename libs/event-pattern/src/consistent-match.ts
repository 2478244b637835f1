import type { Branch } from "./branches";
import { byPath } from "./by-path";
import type { Field } from "./field";
import type { JsonObject } from "./core/json";
import { Membership } from "./membership";
import { holdsAlone, occurrencesOf } from "./occurrences";

/**
 * Whether one choice of values satisfies all fields of a branch at once, all of them from the same
 * element of each list they share. Fields are looked at by name, and `exists: false` asks whether the
 * field is missing in the elements chosen so far; both as in event-ruler's array-consistent finder.
 */
export type ConsistentMatch = (event: JsonObject) => boolean;

export function consistentMatch(branch: Branch): ConsistentMatch {
  const fields = branch.toSorted(byPath);
  const lastUse = new Map<string, number>();
  for (const [index, field] of fields.entries()) {
    for (const prefix of field.prefixes) lastUse.set(prefix, index);
  }
  return (event) =>
    // Most events that do not match lack a value of one field in all elements: one look at each tells.
    fields.every((field) => field.absent || holdsAlone(event, field)) &&
    new Search(event, fields, lastUse).from(0, Membership.none());
}

class Search {
  /** For each field the memberships that lead nowhere, so that none is tried twice. */
  readonly #failed: readonly Set<Membership>[];

  constructor(
    private readonly event: JsonObject,
    private readonly fields: readonly Field[],
    /** The last field, by index, whose path runs through a prefix. */
    private readonly lastUse: ReadonlyMap<string, number>,
  ) {
    this.#failed = fields.map(() => new Set());
  }

  /** Whether the fields from `index` on can be satisfied in the elements chosen so far. */
  from(index: number, chosen: Membership): boolean {
    const field = this.fields[index];
    if (field === undefined) return true;
    // Elements of lists that no further field can reach make no difference.
    const relevant = chosen.only((prefix) => (this.lastUse.get(prefix) ?? -1) >= index);
    const failed = this.#failed[index];
    if (failed?.has(relevant) === true) return false;
    const occurrences = occurrencesOf(this.event, field, relevant);
    const fitting = occurrences.filter(({ value }) => field.test(value)).map(({ membership }) => membership);
    if (field.absent && occurrences.length === 0) fitting.push(relevant);
    const matches = [...new Set(fitting)].some((membership) => this.from(index + 1, membership));
    if (!matches) failed?.add(relevant);
    return matches;
  }
}
