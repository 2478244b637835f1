/**
 * A UUID (version 8, RFC 9562: contents of one's own making) that follows from a text alone. Not a cryptographic
 * hash: it makes ids that repeat from run to run, nothing that must withstand an opponent.
 *
 * @example
 * ```ts
 * derivedId("a") === derivedId("a"); // true
 * ```
 */
export function derivedId(text: string): string {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x2f9be6cc];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 0x85ebca6b);
    b = c ^ Math.imul(b ^ unit, 0xc2b2ae35);
    c = d ^ Math.imul(c ^ unit, 0x27d4eb2f);
    d = a ^ Math.imul(d ^ unit, 0x165667b1);
  }
  const hex = [a ^ (d >>> 15), b ^ (a >>> 13), c ^ (b >>> 16), d ^ (c >>> 14)]
    .map((word) => (Math.imul(word, 0x2c1b3c6d) >>> 0).toString(16).padStart(8, "0"))
    .join("");
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
