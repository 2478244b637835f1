/** Where somebody is on the page, as its address says. */
export interface Route {
  /** Such as `buckets`; `""` is the first view. */
  readonly view: string;
  /** What it is of, such as account and name of a bucket. */
  readonly of: readonly string[];
  /** How it is looked at: what is searched, filtered, sorted. */
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `#/bucket/444455556666/ledger-archive?x=1`. An address that nobody wrote here leads to a view without a name, never to an error. */
export function routeOf(hash: string): Route {
  const [path, query = ""] = split(hash.replace(/^#\/?/, ""), "?");
  const [view = "", ...of] = path.split("/").map(decoded);
  return { view, of, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a view. A value of the query that is `""` is left out. */
export function addressOf(
  view: string,
  of: readonly string[] = [],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = [view, ...of].map(encoded).join("/");
  const said = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(said).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

function split(text: string, by: string): readonly [string, string?] {
  const at = text.indexOf(by);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}

/** Half a character has no place in an address: it becomes the one that stands for what is none. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
