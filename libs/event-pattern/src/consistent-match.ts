import type { Branch } from "./branches";
import { byPath } from "./by-path";
import type { Field } from "./field";
import type { JsonObject } from "./json";
import { type Membership, occurrencesOf } from "./occurrences";

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
  return (event) => new Search(event, fields, lastUse).from(0, undefined);
}

class Search {
  /** Dead ends, so that no combination is tried twice however many lists the event has. */
  readonly #failed = new Set<string>();
  readonly #listIds = new Map<readonly unknown[], number>();

  constructor(
    private readonly event: JsonObject,
    private readonly fields: readonly Field[],
    /** The last field, by index, whose path runs through a prefix. */
    private readonly lastUse: ReadonlyMap<string, number>,
  ) {}

  /** Whether the fields from `index` on can be satisfied in the elements chosen so far. */
  from(index: number, chosen: Membership | undefined): boolean {
    const field = this.fields[index];
    if (field === undefined) return true;
    const relevant = this.#stillRelevant(chosen, index);
    const key = `${index};${this.#signature(relevant)}`;
    if (this.#failed.has(key)) return false;
    const occurrences = occurrencesOf(this.event, field, relevant);
    const matches =
      occurrences.some(({ value, membership }) => field.test(value) && this.from(index + 1, membership)) ||
      (field.absent && occurrences.length === 0 && this.from(index + 1, relevant));
    if (!matches) this.#failed.add(key);
    return matches;
  }

  /** Drops the elements of lists that no field from `index` on can reach. */
  #stillRelevant(membership: Membership | undefined, index: number): Membership | undefined {
    if (membership === undefined) return undefined;
    const outer = this.#stillRelevant(membership.outer, index);
    if ((this.lastUse.get(membership.prefix) ?? -1) < index) return outer;
    return outer === membership.outer ? membership : { ...membership, outer };
  }

  #signature(membership: Membership | undefined): string {
    let text = "";
    for (let inner = membership; inner !== undefined; inner = inner.outer) {
      text += `${this.#idOf(inner.list)}@${inner.prefix}:${inner.index};`;
    }
    return text;
  }

  #idOf(list: readonly unknown[]): number {
    const id = this.#listIds.get(list) ?? this.#listIds.size;
    this.#listIds.set(list, id);
    return id;
  }
}
