import { amount } from "../core/numbers";
import type { Listed } from "../findings/listed";
import type { Terminal } from "./terminal";
import { inLines, minute, MINUTE_WIDTH } from "./table-cells";
import { type Style, styled } from "./text";

/** A terminal or a mail of usual width shows all of a line. */
const WIDTH = 100;
const EXPOSURE = "organization+".length;
const BEFORE = MINUTE_WIDTH + EXPOSURE + 4;

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
    const [first = "", ...others] = [id, ...marksOf(listed)].flatMap((text) => inLines(text, WIDTH - BEFORE));
    await this.#out.print([minute(openedAt), "  ", styled(style, open.padEnd(EXPOSURE)), "  ", first]);
    for (const line of others) await this.#out.print([" ".repeat(BEFORE), line]);
  }

  /** The sum, where all were listed. */
  async end(what: string): Promise<void> {
    if (this.#isUncertain) await this.#out.print("+ that much or more: not everything could be read");
    await this.#out.print(styled("bold", this.#count === 0 ? `no ${what}s` : amount(this.#count, what)));
  }

  async #head(): Promise<void> {
    const words = ["OPENED (UTC)".padEnd(MINUTE_WIDTH), "EXPOSURE".padEnd(EXPOSURE), "FINDING"];
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
