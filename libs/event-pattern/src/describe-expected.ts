import { isList, isObject, quote } from "./core/json";

const SHOWN = 5;

/** A field's list in words, such as `"a" or starting with "b"`. */
export function describeExpected(list: readonly unknown[]): string {
  const shown = list.slice(0, SHOWN).map(describeEntry).join(" or ");
  const more = list.length - SHOWN;
  return more > 0 ? `${shown} or ${more} more` : shown;
}

function describeEntry(entry: unknown): string {
  if (!isObject(entry)) return quote(entry);
  const [operator = ""] = Object.keys(entry);
  const operand = entry[operator];
  switch (operator) {
    case "prefix":
      return `starting with ${describeText(operand)}`;
    case "suffix":
      return `ending with ${describeText(operand)}`;
    case "equals-ignore-case":
      return `${describeTexts(operand)} in any case`;
    case "wildcard":
      return `like ${describeTexts(operand)}`;
    case "cidr":
      return `an address in ${quote(operand)}`;
    case "numeric":
      return `a number ${describeRange(operand)}`;
    case "exists":
      return operand === true ? "any value" : "missing";
    case "anything-but":
      return `anything but ${isObject(operand) ? describeEntry(operand) : describeTexts(operand)}`;
    default:
      return quote(operand);
  }
}

function describeRange(operand: unknown): string {
  if (!isList(operand)) return quote(operand);
  const bottom = operand.slice(0, 2).join(" ");
  return operand.length > 2 ? `${bottom} and ${operand.slice(2).join(" ")}` : bottom;
}

function describeText(operand: unknown): string {
  return isObject(operand) ? `${quote(operand["equals-ignore-case"])} in any case` : describeTexts(operand);
}

function describeTexts(operand: unknown): string {
  return isList(operand) ? operand.map(quote).join(" or ") : quote(operand);
}
