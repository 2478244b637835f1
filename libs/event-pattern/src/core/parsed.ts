import type { InvalidPattern, Result } from "./event-pattern";

/** A piece of a pattern that was understood, or the place and the reason why not. */
export type Parsed<Data> = Result<Data, InvalidPattern>;

export function valid<Data>(data: Data): Parsed<Data> {
  return { success: true, data };
}

export function invalid(path: string, reason: string): Parsed<never> {
  return { success: false, error: { path, reason } };
}

/** Parses every item in order and stops at the first that is invalid. */
export function parseAll<Item, Data>(
  items: readonly Item[],
  parse: (item: Item, index: number) => Parsed<Data>,
): Parsed<readonly Data[]> {
  const all: Data[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = parse(item, index);
    if (!parsed.success) return parsed;
    all.push(parsed.data);
  }
  return valid(all);
}
