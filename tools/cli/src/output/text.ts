import { styleText } from "node:util";
import { printable } from "@security-auto/text";

export type Style = "bold" | "dim" | "green" | "yellow" | "red" | "cyan";

interface Styled {
  readonly style: Style;
  readonly text: string;
}

/**
 * One line for a person. Only `Text` carries styles: an escape sequence inside a string is someone else's, and is shown
 * instead of obeyed.
 */
export type Text = string | Styled | readonly Text[];

/** @example out.print([styled("bold", bucket), ": private"]) */
export function styled(style: Style, text: string): Text {
  return { style, text };
}

/** @example joined(["a", "b"], ", ") // as "a, b" */
export function joined(texts: readonly Text[], separator: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text]));
}

/** The characters of a line, with everything that a terminal would obey neutralized except the styles. */
export function rendered(text: Text, colours: boolean): string {
  if (typeof text === "string") return printable(text);
  if (!("style" in text)) return text.map((part) => rendered(part, colours)).join("");
  const shown = printable(text.text);
  return colours ? styleText(text.style, shown, { validateStream: false }) : shown;
}
