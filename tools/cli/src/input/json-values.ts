import { Tokenizer, TokenParser } from "@streamparser/json";
import { UsageError } from "../usage-error";
import type { Source } from "./source";

/** Enough of a text to tell what it holds: a CloudTrail log file begins `{"Records":[`, perhaps with white space. */
const HEAD_BYTES = 256;
const RECORDS = /^\s*\{\s*"Records"\s*:\s*\[/;
const LIST = /^\s*\[/;

/**
 * The JSON values of a text, one at a time: the records of a CloudTrail log file, the elements of a list, or else the values
 * that stand one after the other (a single one, or NDJSON). Holds one value and one chunk in memory.
 *
 * @throws UsageError naming file, line and column where the text is no JSON
 */
export async function* jsonValues(source: Source): AsyncGenerator {
  const cutter = new ValueCutter();
  try {
    for await (const chunk of source.open()) yield* cutter.push(chunk);
    yield* cutter.end();
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new UsageError(`${source.name}: ${await placeOf(source, error.position)}: ${error.message}`);
  }
}

/** Not JSON at `position` (bytes from the start of the unpacked text), or at its end. */
class NotJson extends Error {
  constructor(
    reason: string,
    readonly position = Infinity,
  ) {
    super(reason);
  }
}

class ValueCutter {
  #head = Buffer.alloc(0);
  #tokenizer: Tokenizer | undefined;
  #position = 0;
  #ended = false;
  #values: unknown[] = [];

  *push(chunk: Buffer): Generator {
    if (this.#tokenizer === undefined) {
      this.#head = Buffer.concat([this.#head, chunk]);
      if (this.#head.length >= HEAD_BYTES) yield* this.#write(this.#begin(), this.#head);
    } else {
      yield* this.#write(this.#tokenizer, chunk);
    }
  }

  *end(): Generator {
    if (this.#head.toString("latin1").trim() === "") throw new NotJson("there is nothing in it");
    const tokenizer = this.#tokenizer ?? this.#begin();
    if (tokenizer !== this.#tokenizer) yield* this.#write(tokenizer, this.#head);
    this.#ended = true;
    if (!tokenizer.isEnded) tokenizer.end();
    yield* this.#taken();
  }

  #begin(): Tokenizer {
    const text = this.#head.toString("utf8").replace(/^\ufeff/, "");
    const paths = RECORDS.test(text) ? ["$.Records.*"] : LIST.test(text) ? ["$.*"] : ["$"];
    const several = paths[0] === "$" ? { separator: "" } : {};

    const values = new TokenParser({ paths, keepStack: false, ...several });
    values.onValue = ({ value }) => void this.#values.push(value);
    const tokenizer = new Tokenizer(several);
    tokenizer.onToken = (token) => {
      this.#position = token.offset;
      values.write(token);
    };
    tokenizer.onEnd = () => {
      if (!values.isEnded) values.end();
    };
    values.onEnd = () => {
      if (!tokenizer.isEnded) tokenizer.end();
    };
    const refuse = (error: Error): never => {
      throw error instanceof NotJson ? error : this.#refusal(error.message);
    };
    tokenizer.onError = refuse;
    values.onError = refuse;
    return tokenizer;
  }

  *#write(tokenizer: Tokenizer, chunk: Buffer): Generator {
    this.#tokenizer = tokenizer;
    tokenizer.write(chunk);
    yield* this.#taken();
  }

  /** The parser's messages tell its state; a person wants to know what stands there. */
  #refusal(message: string): NotJson {
    if (this.#ended) return new NotJson("the text ends in the middle of a value");
    const position = /absolute position "(\d+)"/.exec(message)?.[1];
    const [, character, token] = /^Unexpected (?:"(.*?)" at|\w+ \((.*)\) in state)/s.exec(message) ?? [];
    const found = token ?? JSON.stringify(character ?? message);
    return new NotJson(`unexpected ${found}`, Number(position ?? this.#position));
  }

  #taken(): unknown[] {
    const values = this.#values;
    this.#values = [];
    return values;
  }
}

/** Line and column (both from 1) of a byte of the text; read again, since only a failure asks for them. */
async function placeOf(source: Source, position: number): Promise<string> {
  let line = 1;
  let column = 1;
  let read = 0;
  for await (const chunk of source.open()) {
    for (const byte of chunk) {
      if (read++ >= position) return `line ${line}, column ${column}`;
      column++;
      if (byte === 0x0a) {
        line++;
        column = 1;
      }
    }
  }
  return `line ${line}, column ${column}`;
}
