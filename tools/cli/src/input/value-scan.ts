const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Ends a number or a word. */
const DELIMITERS = new Set(Buffer.from(' \t\r\n,:"[]{}'));

/**
 * Finds the end of one JSON value in bytes that arrive in chunks, and how deep it is nested. Whether it is JSON, `JSON.parse`
 * says.
 */
export class ValueScan {
  /** How deep the value is nested: 0 for a scalar, 1 for a list of scalars. */
  levels = 0;
  readonly isScalar: boolean;
  #depth = 0;
  #inString = false;
  #isEscaped = false;

  /** @param first - the value's first byte, which is the first to be scanned */
  constructor(first: string) {
    this.isScalar = !['"', "[", "{"].includes(first);
  }

  /** @returns the index behind the value; -1 where it goes on behind the chunk */
  scan(chunk: Buffer, from: number): number {
    return this.isScalar ? scalarEnd(chunk, from) : this.#end(chunk, from);
  }

  #end(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      if (this.#inString) {
        at = this.#stringEnd(chunk, at);
        if (at === -1) return -1;
        this.#inString = false;
        if (this.#depth === 0) return at;
        continue;
      }
      const byte = chunk[at++];
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        this.levels = Math.max(this.levels, ++this.#depth);
      } else if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && --this.#depth === 0) return at;
    }
    return -1;
  }

  /** The index behind the quote that ends the string; -1 where that is not in the chunk. */
  #stringEnd(chunk: Buffer, from: number): number {
    let begin = this.#isEscaped ? from + 1 : from;
    for (;;) {
      const quote = chunk.indexOf(QUOTE, begin);
      const end = quote === -1 ? chunk.length : quote;
      let backslashes = 0;
      while (end - 1 - backslashes >= begin && chunk[end - 1 - backslashes] === BACKSLASH) backslashes++;
      this.#isEscaped = backslashes % 2 === 1;
      if (quote === -1) return -1;
      begin = quote + 1;
      if (!this.#isEscaped) return begin;
    }
  }
}

function scalarEnd(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at++) if (DELIMITERS.has(chunk[at] ?? 0)) return at;
  return -1;
}
