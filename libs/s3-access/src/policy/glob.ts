const ANY = "*";
const ONE = "?";
const ANY_CODE = ANY.charCodeAt(0);
const ONE_CODE = ONE.charCodeAt(0);

/** Whether a text holds an IAM wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes(ANY) || text.includes(ONE);
}

/**
 * Whether every text that `narrow` matches is matched by `wide`; a `narrow` without wildcards is one text. Never says so
 * wrongly; a few odd pairs (`*?` in `?*`) it does not see. Going back only to the last `*` keeps the work below the
 * product of the lengths.
 */
export function includes(wide: string, narrow: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let starFrom = 0;
  while (from < narrow.length) {
    const unit = wide.charCodeAt(at);
    const given = narrow.charCodeAt(from);
    if (unit === ANY_CODE) {
      star = at;
      starFrom = from;
      at += 1;
    } else if (given !== ANY_CODE && (unit === ONE_CODE || unit === given)) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      starFrom += 1;
      from = starFrom;
    } else {
      return false;
    }
  }
  while (wide.charCodeAt(at) === ANY_CODE) at += 1;
  return at === wide.length;
}

/** Whether no text fits both. Never says so wrongly; of two patterns with wildcards only the fixed ends are compared. */
export function disjoint(one: string, other: string): boolean {
  if (!hasWildcard(one)) return !includes(other, one);
  if (!hasWildcard(other)) return !includes(one, other);
  return differAtStart(one, other) || differAtEnd(one, other);
}

function differAtStart(one: string, other: string): boolean {
  const length = Math.min(fixedStart(one), fixedStart(other));
  return one.slice(0, length) !== other.slice(0, length);
}

function differAtEnd(one: string, other: string): boolean {
  const length = Math.min(fixedEnd(one), fixedEnd(other));
  return one.slice(one.length - length) !== other.slice(other.length - length);
}

function fixedStart(text: string): number {
  let at = 0;
  while (at < text.length && text[at] !== ANY && text[at] !== ONE) at += 1;
  return at;
}

function fixedEnd(text: string): number {
  let at = text.length;
  while (at > 0 && text[at - 1] !== ANY && text[at - 1] !== ONE) at -= 1;
  return text.length - at;
}
