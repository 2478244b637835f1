import type { Wildcard } from "./conditions/wildcard";

/** Far more than wildcards below the limit need; a bound on the work, not a rule of AWS. */
const MOST_SETS = 20_000;
const QUOTE = '"';

const encoder = new TextEncoder();

/** Where a text may be in the wildcards of one machine. */
export interface Position {
  readonly id: number;
  /** Whether any text may come next: the position follows a star. */
  readonly stays: boolean;
  /** The position after the star that comes next. */
  star: Position | undefined;
  readonly byByte: Map<number, Position[]>;
  /** Whether a star comes before. */
  readonly afterStar: boolean;
  /** The conditions that can still be met from here. */
  readonly conditions: Set<string>;
}

/**
 * The wildcards that EventBridge matches together, as the state machine that event-ruler makes of them. Wildcards
 * share positions as far as they begin alike; after a star, a letter (whatever has an upper and a lower case)
 * starts positions of its own, even for the same wildcard once more.
 *
 * @see https://github.com/aws/event-ruler (ByteMachine, canReuseNextByteState; MachineComplexityEvaluator)
 */
export class WildcardMachine {
  #positions = 0;
  readonly #start = this.#position(false, false);

  /**
   * Adds a wildcard, as the bytes of a JSON string, quotes included.
   *
   * @param condition what the condition says that the wildcard belongs to
   * @returns the position at the wildcard's end
   */
  add({ pieces }: Wildcard, condition: string): Position {
    let position = this.#start;
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        position = position.star ??= this.#position(true, true);
        position.conditions.add(condition);
      }
      const opening = index === 0 ? QUOTE : "";
      const closing = index === pieces.length - 1 ? QUOTE : "";
      for (const character of opening + piece + closing) {
        for (const [nth, byte] of encoder.encode(character).entries()) {
          position = this.#after(position, byte, nth === 0 ? character : undefined);
          position.conditions.add(condition);
        }
      }
    }
    return position;
  }

  /** @param begun the character of which the byte is the first */
  #after(position: Position, byte: number, begun: string | undefined): Position {
    const known = position.byByte.get(byte) ?? [];
    const isAmbiguous =
      position.afterStar &&
      begun !== undefined &&
      (begun.toLowerCase() !== begun.toUpperCase() || position.star !== undefined);
    const [shared] = isAmbiguous ? [] : known;
    if (shared !== undefined) return shared;
    const fresh = this.#position(false, position.afterStar);
    position.byByte.set(byte, [...known, fresh]);
    return fresh;
  }

  #position(stays: boolean, afterStar: boolean): Position {
    const id = this.#positions;
    this.#positions += 1;
    return { id, stays, star: undefined, byByte: new Map(), afterStar, conditions: new Set() };
  }

  /**
   * How complex EventBridge finds the machine: over all texts, the largest number of beginnings of conditions that
   * one text matches. Stops counting once past `limit`.
   */
  complexityUpTo(limit: number): number {
    const seen = new Set<string>();
    const pending: (readonly Position[])[] = [[this.#start]];
    let largest = 0;
    for (let active = pending.pop(); active !== undefined; active = pending.pop()) {
      for (const after of nextOf(active)) {
        largest = Math.max(
          largest,
          after.reduce((sum, { conditions }) => sum + conditions.size, 0),
        );
        if (largest > limit) return largest;
        const key = after.map(({ id }) => id).join(" ");
        if (after.length === 0 || seen.has(key)) continue;
        if (seen.size >= MOST_SETS) return limit + 1;
        seen.add(key);
        pending.push(after);
      }
    }
    return largest;
  }
}

/** The positions after one more byte, for each byte that makes a difference. */
function nextOf(active: readonly Position[]): readonly (readonly Position[])[] {
  const staying = active.filter(({ stays }) => stays);
  const bytes = new Set(active.flatMap(({ byByte }) => [...byByte.keys()]));
  const nexts = [...bytes].map((byte) => [
    ...staying,
    ...active.flatMap(({ byByte }) => byByte.get(byte) ?? []),
  ]);
  return [staying, ...nexts].map(withStars);
}

/** A star may stand for no text at all. In order, so that the same positions are the same list. */
function withStars(positions: readonly Position[]): readonly Position[] {
  const all = new Set(positions);
  for (const { star } of positions) if (star !== undefined) all.add(star);
  return [...all].sort((one, other) => one.id - other.id);
}
