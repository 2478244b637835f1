import type { Wildcard } from "./conditions/wildcard";

const STAR = -1;
const QUOTE = 0x22;
/** Far more than wildcards below the limit need; a bound on the work, not a rule of AWS. */
const MOST_SETS = 20_000;

const encoder = new TextEncoder();

/** A wildcard as bytes and stars, and a name for each of its beginnings: `names[2]` has two tokens. */
interface Track {
  readonly tokens: readonly number[];
  readonly names: readonly string[];
}

/** A beginning of a wildcard that some text matches. */
interface Position {
  readonly track: Track;
  readonly length: number;
}

/**
 * How complex EventBridge finds wildcards that are matched together: over all texts, the largest
 * number of beginnings of wildcards that one text matches. Stops counting once past `limit`.
 *
 * A wildcard is measured as the bytes of a JSON string, quotes included. The wildcards of one group
 * are one condition, and what they share up to their first star counts once.
 *
 * @see https://github.com/aws/event-ruler (MachineComplexityEvaluator)
 */
export function complexityUpTo(limit: number, groups: readonly (readonly Wildcard[])[]): number {
  const tracks = groups.flatMap((group, nth) =>
    group.map((wildcard, member) => trackOf(wildcard, `${nth}`, `${nth}.${member}`)),
  );
  const bytes = new Set(tracks.flatMap(({ tokens }) => tokens));
  const seen = new Set<string>();
  const pending = [tracks.map((track): Position => ({ track, length: 0 }))];
  let largest = 0;
  for (let active = pending.pop(); active !== undefined; active = pending.pop()) {
    // STAR among the bytes stands for all bytes that are in no wildcard: they match stars only.
    for (const byte of bytes) {
      const after = step(active, byte);
      const names = new Set(after.map(({ track, length }) => track.names[length]));
      largest = Math.max(largest, names.size);
      if (largest > limit) return largest;
      const key = [...names].sort().join(" ");
      if (names.size === 0 || seen.has(key)) continue;
      if (seen.size >= MOST_SETS) return limit + 1;
      seen.add(key);
      pending.push(after);
    }
  }
  return largest;
}

function trackOf({ pieces }: Wildcard, group: string, own: string): Track {
  const tokens: number[] = [QUOTE];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) tokens.push(STAR);
    tokens.push(...encoder.encode(piece));
  }
  tokens.push(QUOTE);
  const shared = tokens.indexOf(STAR) + 1;
  const names = [0, ...tokens].map((_, length) =>
    length <= shared ? `${group}/${tokens.slice(0, length).join(",")}` : `${own}/${length}`,
  );
  return { tokens, names };
}

/** The beginnings that are matched after one more byte. */
function step(active: readonly Position[], byte: number): Position[] {
  const after: Position[] = [];
  for (const { track, length } of active) {
    const { tokens } = track;
    if (tokens[length - 1] === STAR) after.push({ track, length });
    if (byte === STAR || tokens[length] !== byte) continue;
    after.push({ track, length: length + 1 });
    if (tokens[length + 1] === STAR) after.push({ track, length: length + 2 });
  }
  return after;
}
