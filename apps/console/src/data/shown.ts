import { printable } from "@security-auto/text";

/**
 * Reads JSON whose texts are shown: what would hide, or turn the text around it, is seen. `described` stays as it is, for it is judged.
 */
export function shown(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    typeof value === "string" && key !== "described" ? printable(value) : value,
  );
}
