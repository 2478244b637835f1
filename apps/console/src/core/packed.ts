/** Stands for no text at all: an empty value would be left out of the address. Nothing else is packed like it. */
const EMPTY = "-";

/** Text for the fragment of an address: base64url of its UTF-8. */
export function packed(text: string): string {
  if (text === "") return EMPTY;
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What {@link packed} made; of what it did not make, the text as it is. */
export function unpacked(text: string): string {
  if (text === EMPTY) return "";
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(binary, (each) => each.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}
