import { HeldBytes } from "./held-bytes";
import { CUT_OFF, type JsonFault, jsonFault } from "./json-fault";
import { counted } from "../core/numbers";
import { ValueScan } from "./value-scan";

/** Not JSON at `position` (bytes from the start of the unpacked text), or at its end. */
export class NotJson extends Error {
  readonly position: number;

  constructor({ reason, position }: JsonFault) {
    super(reason);
    this.position = position;
  }
}

/** One value of a text, or why it is not read. */
export type JsonValue = { readonly value: unknown } | { readonly refused: string };

export interface CutterOptions {
  /** Keys of a document whose list is cut into its elements, whatever stands around it. Default: `Records`. */
  readonly lists?: readonly string[];
  /** The largest value that is read, in bytes of its text. */
  readonly mostBytes?: number;
}

/** As deep as EventBridge takes an event; deeper, and code that recurs runs out of stack. */
const MOST_LEVELS = 1000;

/** Sixteen times what EventBridge takes of an event, so that it may be written with many spaces. */
const MOST_BYTES = 16 * 1024 * 1024;

/** An open list or object whose members are seen one by one, and what may follow. */
interface Frame {
  readonly kind: "list" | "object";
  expected: "first" | "next" | "colon" | "value" | "comma";
}

/**
 * Cuts a text of one or more JSON documents into values as its bytes arrive: of a log file its records, wherever among its keys
 * they stand, of a list its elements, else the document itself. Holds the text of one value, and no more than `mostBytes` of it.
 */
export class ValueCutter {
  readonly #lists: ReadonlySet<string>;
  readonly #mostBytes: number;
  readonly #frames: Frame[] = [];
  /** The value or key under way. */
  #scan: ValueScan | undefined;
  /** Its text; absent for a member of a document that is held as a whole. */
  #held: HeldBytes | undefined;
  /** An object as a whole, until it turns out to be a log file. */
  #document: HeldBytes | undefined;
  #documentLevels = 0;
  /** The last key of the document. */
  #key = "";
  /** Of the first byte of the chunk under way. */
  #position = 0;
  #isEmpty = true;
  #values: JsonValue[] = [];

  constructor({ lists = ["Records"], mostBytes = MOST_BYTES }: CutterOptions = {}) {
    this.#lists = new Set(lists);
    this.#mostBytes = mostBytes;
  }

  /** @throws NotJson */
  push(chunk: Buffer): readonly JsonValue[] {
    let at = 0;
    while (chunk[at] !== undefined && chunk[at] === BYTE_ORDER_MARK[this.#position + at]) at++;
    while (at < chunk.length) {
      at = this.#scan === undefined ? this.#see(chunk, at) : this.#goOn(this.#scan, chunk, at);
    }
    this.#held?.take(chunk);
    this.#document?.take(chunk);
    this.#position += chunk.length;
    return this.#values.splice(0);
  }

  /** @throws NotJson where the text ends too early, or is empty */
  end(): readonly JsonValue[] {
    if (this.#isEmpty) throw new NotJson({ reason: "there is nothing in it", position: Infinity });
    // A number or a word ends where the text does.
    if (this.#frames.length === 0 && this.#scan?.isScalar === true) this.#finish(this.#scan, "");
    if (this.#scan !== undefined || this.#frames.length > 0) throw this.#refused(CUT_OFF);
    return this.#values.splice(0);
  }

  /** Goes on with a value or key; gives the index behind what was read. */
  #goOn(scan: ValueScan, chunk: Buffer, at: number): number {
    const end = scan.scan(chunk, at);
    if (end === -1) return chunk.length;
    this.#held?.take(chunk, end);
    this.#finish(scan, chunk.toString("latin1", end, end + 1));
    return end;
  }

  /** Sees a byte between values. */
  #see(chunk: Buffer, at: number): number {
    const byte = chunk.toString("latin1", at, at + 1);
    if (WHITE_SPACE.has(byte)) return at + 1;
    this.#isEmpty = false;
    const frame = this.#frames.at(-1);
    if (frame === undefined) return this.#beginDocument(byte, chunk, at);
    const { kind, expected } = frame;
    if (byte === CLOSE[kind] && (expected === "first" || expected === "comma")) {
      this.#close(chunk, at);
    } else if (expected === "comma" || expected === "colon") {
      if (byte !== MARK[expected]) this.#refuse(chunk, at);
      frame.expected = expected === "colon" ? "value" : "next";
    } else if (expected === "value" && byte === "[" && this.#lists.has(this.#key)) {
      this.#document = undefined;
      this.#frames.push({ kind: "list", expected: "first" });
    } else {
      return this.#beginValue(chunk, at);
    }
    return at + 1;
  }

  #beginDocument(byte: string, chunk: Buffer, at: number): number {
    if (byte !== "{" && byte !== "[") return this.#beginValue(chunk, at);
    this.#frames.push({ kind: byte === "{" ? "object" : "list", expected: "first" });
    if (byte === "{") {
      this.#document = new HeldBytes(this.#position + at, at, this.#mostBytes);
      this.#documentLevels = 1;
    }
    return at + 1;
  }

  #beginValue(chunk: Buffer, at: number): number {
    const isKey = this.#isKey;
    const byte = chunk.toString("latin1", at, at + 1);
    if (isKey ? byte !== '"' : ",:]}".includes(byte)) this.#refuse(chunk, at);
    this.#scan = new ValueScan(byte);
    if (isKey || this.#document === undefined)
      this.#held = new HeldBytes(this.#position + at, at, this.#mostBytes);
    return at;
  }

  get #isKey(): boolean {
    const frame = this.#frames.at(-1);
    return frame?.kind === "object" && (frame.expected === "first" || frame.expected === "next");
  }

  /** @param next - the character behind it, which a number or word that is none may be blamed on */
  #finish({ isScalar, levels }: ValueScan, next: string): void {
    const held = this.#held;
    const frame = this.#frames.at(-1);
    this.#scan = undefined;
    this.#held = undefined;
    if (this.#isKey && frame !== undefined && held !== undefined) {
      this.#key = held.isTooLarge ? "" : String(this.#parsed(held, ""));
      frame.expected = "colon";
      return;
    }
    if (held === undefined) this.#documentLevels = Math.max(this.#documentLevels, levels + 1);
    else {
      const value = this.#valueOf(held, levels, isScalar ? next : "");
      // What else a log file holds is no record.
      if (frame?.kind !== "object") this.#values.push(value);
    }
    if (frame !== undefined) frame.expected = "comma";
  }

  #close(chunk: Buffer, at: number): void {
    this.#frames.pop();
    const frame = this.#frames.at(-1);
    if (frame !== undefined) frame.expected = "comma";
    const document = this.#document;
    if (document === undefined) return;
    document.take(chunk, at + 1);
    this.#document = undefined;
    this.#values.push(this.#valueOf(document, this.#documentLevels, ""));
  }

  #valueOf(held: HeldBytes, levels: number, next: string): JsonValue {
    if (levels > MOST_LEVELS)
      return {
        refused: `nested ${counted(levels)} levels deep; the limit, EventBridge's, is ${counted(MOST_LEVELS)}`,
      };
    if (held.isTooLarge)
      return {
        refused: `larger than ${counted(held.most)} bytes; that is the most that is read of one value`,
      };
    return { value: this.#parsed(held, next) };
  }

  #parsed(held: HeldBytes, next: string): unknown {
    const bytes = held.bytes();
    try {
      return JSON.parse(bytes.toString("utf8"));
    } catch {
      const { reason, position } = jsonFault(Buffer.concat([bytes, Buffer.from(next)]));
      throw new NotJson({ reason, position: held.position + position });
    }
  }

  #refuse(chunk: Buffer, at: number): never {
    const [character = ""] = chunk.toString("utf8", at, at + 4);
    this.#document?.take(chunk, at);
    throw this.#refused({
      reason: `unexpected ${JSON.stringify(character)}`,
      position: this.#position + at,
    });
  }

  /** The fault, or an earlier one in the document that it is found in. */
  #refused(fault: JsonFault): NotJson {
    const document = this.#document;
    if (document === undefined || document.isTooLarge) return new NotJson(fault);
    const { reason, position } = jsonFault(document.bytes());
    const earlier = document.position + position;
    return new NotJson(earlier < fault.position ? { reason, position: earlier } : fault);
  }
}

/**
 * The value of a text that holds one.
 *
 * @throws NotJson also where it holds several
 */
export function valueOf(text: string): JsonValue {
  const cutter = new ValueCutter({ lists: [] });
  const [value, another] = [...cutter.push(Buffer.from(text)), ...cutter.end()];
  if (value !== undefined && another === undefined) return value;
  throw new NotJson({ reason: "it is not one value", position: Infinity });
}

const BYTE_ORDER_MARK = Buffer.from("\ufeff");
const WHITE_SPACE = new Set([" ", "\t", "\r", "\n"]);
const CLOSE = { list: "]", object: "}" } as const;
const MARK = { comma: ",", colon: ":" } as const;
