import { printable } from "@security-auto/text";
import { amount } from "../core/numbers";
import type { Listed } from "../findings/listed";
import type { Terminal } from "./terminal";
import { type Style, styled } from "./text";

/** A terminal or a mail of usual width shows all of a line. */
const WIDTH = 100;
const OPENED = "2026-03-04 09:14".length;
const EXPOSURE = "organization+".length;
const BEFORE = OPENED + EXPOSURE + 4;

const STYLES = { private: "green", organization: "yellow", external: "red", public: "red" } as const;

/** Prints findings for a person, each as soon as it is there. */
export class FindingsTable {
  readonly #out: Terminal;
  #count = 0;
  #isUncertain = false;

  constructor(out: Terminal) {
    this.#out = out;
  }

  async add(listed: Listed): Promise<void> {
    if (this.#count++ === 0) await this.#head();
    const { openedAt, exposure, id } = listed;
    const isExact = exposure?.atLeast === exposure?.atMost;
    this.#isUncertain ||= !isExact;
    const open = exposure === null ? "-" : `${exposure.atLeast}${isExact ? "" : "+"}`;
    const style: Style = exposure === null ? "dim" : STYLES[exposure.atLeast];
    const [first = "", ...others] = [...inLines(id), ...marksOf(listed).flatMap(inLines)];
    await this.#out.print([minute(openedAt), "  ", styled(style, open.padEnd(EXPOSURE)), "  ", first]);
    for (const line of others) await this.#out.print([" ".repeat(BEFORE), line]);
  }

  /** The sum, where all were listed. */
  async end(what: string): Promise<void> {
    if (this.#isUncertain) await this.#out.print("+ that much or more: not everything could be read");
    await this.#out.print(styled("bold", this.#count === 0 ? `no ${what}s` : amount(this.#count, what)));
  }

  async #head(): Promise<void> {
    const words = ["OPENED (UTC)".padEnd(OPENED), "EXPOSURE".padEnd(EXPOSURE), "FINDING"];
    await this.#out.print(styled("bold", words.join("  ")));
  }
}

function marksOf({ closedAt, accepted, suppressed }: Listed): readonly string[] {
  return [
    ...(closedAt === undefined ? [] : [`closed ${minute(closedAt)}`]),
    ...(accepted === undefined ? [] : [`accepted until ${minute(accepted.until)} by ${accepted.owner}`]),
    ...(suppressed === undefined
      ? []
      : [`suppressed until ${minute(suppressed.until)} by ${suppressed.owner}`]),
  ];
}

/** A text that is wider than its column goes on in the next line, after `:` or a space; a word is never broken. */
function inLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const piece of printable(text).split(/(?<=[: ])/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + piece.length > WIDTH - BEFORE) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines;
}

/** `2026-03-04T09:14:05.120Z` as `2026-03-04 09:14`. */
function minute(time: string): string {
  return time.slice(0, OPENED).replace("T", " ");
}
