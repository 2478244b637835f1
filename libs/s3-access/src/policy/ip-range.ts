import { isIPv4, isIPv6 } from "node:net";

const WIDEST_V4 = 8;
const WIDEST_V6 = 32;
const DIGITS = /^\d{1,3}$/;

/**
 * Whether a range is one S3 takes for "a set of addresses": no wider than /8 (IPv4) or /32 (IPv6). The private ranges of
 * RFC 1918 all are. What is no range matches no address and counts as none.
 */
export function isNarrowRange(text: string): boolean {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const prefix = slash < 0 ? bits : prefixLength(text.slice(slash + 1));
  return prefix <= bits && prefix >= (bits === 32 ? WIDEST_V4 : WIDEST_V6);
}

function prefixLength(text: string): number {
  return DIGITS.test(text) ? Number(text) : -1;
}
