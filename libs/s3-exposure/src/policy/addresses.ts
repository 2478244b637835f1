import { readRange } from "@security-auto/iam-policy";

const WIDEST_V4 = 8;
const WIDEST_V6 = 32;

/**
 * Whether a range is one S3 takes for "a set of addresses": no wider than /8 (IPv4) or /32 (IPv6). The private ranges of
 * RFC 1918 all are. What is no range matches no address and counts as none.
 */
export function isNarrowRange(text: string): boolean {
  const range = readRange(text);
  return range !== undefined && range.prefix >= (range.bits === 32 ? WIDEST_V4 : WIDEST_V6);
}

/** Whether ranges together hold all addresses of one kind: that is everyone, however narrow each of them is. */
export function coverEverything(texts: readonly string[]): boolean {
  return ([32, 128] as const).some((bits) => {
    const ranges = texts
      .map(readRange)
      .filter((range) => range?.bits === bits)
      .filter((range) => range !== undefined)
      .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
    let next = 0n;
    for (const { first, last } of ranges) {
      if (first > next) return false;
      if (last >= next) next = last + 1n;
    }
    return next === 1n << BigInt(bits);
  });
}
