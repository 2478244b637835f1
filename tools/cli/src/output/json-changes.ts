import { jsonIn } from "../core/json-in";
import { textDiff } from "./text-diff";
import { styled, type Text } from "./text";

/** How many lines that stay are shown around one that changes. */
const AROUND = 3;

const STYLES = { " ": undefined, "-": "red", "+": "green" } as const;

/** What changes in a JSON text such as a policy, laid out; all of it where there was none before, or will be none. */
export function jsonChanges(before: string | null, after: string | null): readonly Text[] {
  const lines = textDiff(laidOut(before), laidOut(after));
  const changed = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const isNear = (index: number) => changed.some((at) => Math.abs(at - index) <= AROUND);
  return lines.flatMap(({ sign, line }, index): readonly Text[] => {
    if (!isNear(index)) return index === 0 || isNear(index - 1) ? [styled("dim", "  ...")] : [];
    const style = STYLES[sign];
    const text = `${sign} ${line}`;
    return [style === undefined ? text : styled(style, text)];
  });
}

function laidOut(text: string | null): readonly string[] {
  if (text === null) return [];
  const value = jsonIn(text);
  return (value === undefined ? text : JSON.stringify(value, null, 2)).split("\n");
}
