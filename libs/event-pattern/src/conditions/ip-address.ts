const IPV4_DIGITS = 8;
/** Four octets with three dots; a longer text is no address even if its octets are small. */
const IPV4_LONGEST = 15;
/** An IPv4 address inside IPv6 counts as the IPv4 address. */
const IPV4_MAPPED = "00000000000000000000FFFF";

/**
 * An IP address as upper-case hex digits, 8 for version 4 and 32 for version 6, so that addresses of
 * one version compare like numbers. Undefined for any other text.
 */
export function ipToHex(text: string): string | undefined {
  if (text.includes(":")) return ipv6ToHex(text);
  return text.length <= IPV4_LONGEST ? ipv4ToHex(text) : undefined;
}

/** Leading zeros do not make an octet octal: `010.0.0.1` is `10.0.0.1`. */
function ipv4ToHex(text: string): string | undefined {
  const octets = text.split(".");
  if (octets.length !== 4) return undefined;
  let hex = "";
  for (const octet of octets) {
    const value = Number(octet);
    if (!/^[0-9]+$/.test(octet) || value > 255) return undefined;
    hex += value.toString(16).toUpperCase().padStart(2, "0");
  }
  return hex;
}

function ipv6ToHex(text: string): string | undefined {
  const [head, tail, ...more] = text.split("::");
  if (head === undefined || more.length > 0) return undefined;
  const left = groups(head);
  const right = groups(tail ?? "");
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const hex = [...left, ...Array<string>(missing).fill("0000"), ...right].join("");
  return hex.startsWith(IPV4_MAPPED) ? hex.slice(-IPV4_DIGITS) : hex;
}

function groups(text: string): readonly string[] | undefined {
  if (text === "") return [];
  const parts: string[] = [];
  for (const part of text.split(":")) {
    const value = Number.parseInt(part, 16);
    if (!/^[0-9a-fA-F]+$/.test(part) || value > 0xff_ff) return undefined;
    parts.push(value.toString(16).toUpperCase().padStart(4, "0"));
  }
  return parts;
}
