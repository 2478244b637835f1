import { Tokenizer, TokenParser } from "@streamparser/json";

/** What is wrong with a text that is not JSON. */
export interface JsonFault {
  readonly reason: string;
  /** In bytes from the text's beginning; `Infinity` at its end. */
  readonly position: number;
}

/** Of a text that ends too early. */
export const CUT_OFF: JsonFault = { reason: "the text ends in the middle of a value", position: Infinity };

/** The first fault of a text that `JSON.parse` refuses: V8 names no place in some texts, and other places in other versions. */
export function jsonFault(text: Buffer): JsonFault {
  let fault: JsonFault | undefined;
  let position = 0;
  let hasEnded = false;
  const note = ({ message }: Error) => {
    fault ??= hasEnded ? CUT_OFF : unexpected(message, position);
  };
  const tokenizer = new Tokenizer({ separator: "" });
  const parser = new TokenParser({ paths: ["$"], keepStack: false });
  parser.onValue = () => undefined;
  parser.onError = note;
  tokenizer.onError = note;
  tokenizer.onToken = (token) => {
    position = token.offset;
    if (fault === undefined) parser.write(token);
  };
  tokenizer.write(text);
  hasEnded = true;
  tokenizer.end();
  return fault ?? parseFault(text.toString("utf8"));
}

/** The parser's messages describe its state; a person wants to know what stands there. */
function unexpected(message: string, tokenAt: number): JsonFault {
  const position = /absolute position "(\d+)"/.exec(message)?.[1];
  const [, character, token] = /^Unexpected (?:"(.*?)" at|\w+ \((.*)\) in state)/s.exec(message) ?? [];
  return {
    reason: `unexpected ${token ?? JSON.stringify(character ?? message)}`,
    position: Number(position ?? tokenAt),
  };
}

/** What only V8 finds, such as a line break in a string; it names no place where the text ends too early. */
function parseFault(text: string): JsonFault {
  try {
    JSON.parse(text);
    return CUT_OFF;
  } catch (error) {
    const at = Number(/at position (\d+)/.exec(String(error))?.[1] ?? text.length);
    if (at >= text.length) return CUT_OFF;
    const reason = `unexpected ${JSON.stringify(text.charAt(at))}`;
    return { reason, position: Buffer.byteLength(text.slice(0, at)) };
  }
}
