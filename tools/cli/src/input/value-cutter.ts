import { Tokenizer, TokenParser, TokenType } from "@streamparser/json";

/** Not JSON at `position` (bytes from the start of the unpacked text), or at its end. */
export class NotJson extends Error {
  constructor(
    reason: string,
    readonly position = Infinity,
  ) {
    super(reason);
  }
}

type Token = Parameters<Tokenizer["onToken"]>[0];

/** How a CloudTrail log file begins: `{"Records":[`. */
const LOG_FILE = [TokenType.LEFT_BRACE, TokenType.STRING, TokenType.COLON, TokenType.LEFT_BRACKET];

/**
 * Cuts a text of one or more JSON documents into values as its bytes arrive: of a log file its records, of a list its elements,
 * else the document itself. Holds one value.
 */
export class ValueCutter {
  readonly #tokenizer = new Tokenizer({ separator: "" });
  /** Of the document under way, once its first tokens have told its form. */
  #document: TokenParser | undefined;
  #opening: Token[] = [];
  #values: unknown[] = [];
  #position = 0;
  #isEmpty = true;
  #ended = false;

  constructor() {
    this.#tokenizer.onToken = (token) => {
      this.#take(token);
    };
    this.#tokenizer.onError = (error) => {
      this.#refuse(error);
    };
  }

  /** @throws NotJson */
  *push(chunk: Buffer): Generator {
    this.#tokenizer.write(chunk);
    yield* this.#taken();
  }

  /** @throws NotJson where the text ends too early, or is empty */
  *end(): Generator {
    this.#ended = true;
    this.#tokenizer.end();
    if (this.#isEmpty) throw new NotJson("there is nothing in it");
    if (this.#document !== undefined || this.#opening.length > 0) throw cutOff();
    yield* this.#taken();
  }

  #take(token: Token): void {
    this.#isEmpty = false;
    if (this.#document !== undefined) {
      this.#write(this.#document, token);
      return;
    }
    this.#opening.push(token);
    const path = pathOf(this.#opening);
    if (path === undefined) return;
    const document = this.#begin(path);
    for (const each of this.#opening.splice(0)) this.#write(document, each);
  }

  #write(document: TokenParser, token: Token): void {
    this.#position = token.offset;
    document.write(token);
  }

  #begin(path: string): TokenParser {
    const document = new TokenParser({ paths: [path], keepStack: false });
    document.onValue = ({ value }) => void this.#values.push(value);
    document.onError = (error) => {
      this.#refuse(error);
    };
    document.onEnd = () => {
      this.#document = undefined;
    };
    return (this.#document = document);
  }

  /** The parser's messages tell its state; a person wants to know what stands there. */
  #refuse(error: Error): never {
    if (error instanceof NotJson) throw error;
    if (this.#ended) throw cutOff();
    const { message } = error;
    const position = /absolute position "(\d+)"/.exec(message)?.[1];
    const [, character, token] = /^Unexpected (?:"(.*?)" at|\w+ \((.*)\) in state)/s.exec(message) ?? [];
    const found = token ?? JSON.stringify(character ?? message);
    throw new NotJson(`unexpected ${found}`, Number(position ?? this.#position));
  }

  #taken(): unknown[] {
    const values = this.#values;
    this.#values = [];
    return values;
  }
}

function cutOff(): NotJson {
  return new NotJson("the text ends in the middle of a value");
}

/** Which values of a document are wanted, as a path; nothing while its first tokens may still become a log file's. */
function pathOf(opening: readonly Token[]): string | undefined {
  if (opening[0]?.token === TokenType.LEFT_BRACKET) return "$.*";
  const mayBeLogFile = opening.every(
    ({ token, value }, index) => token === LOG_FILE[index] && (index !== 1 || value === "Records"),
  );
  if (!mayBeLogFile) return "$";
  return opening.length === LOG_FILE.length ? "$.Records.*" : undefined;
}
