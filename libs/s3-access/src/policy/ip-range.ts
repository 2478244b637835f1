import { isIPv4, isIPv6 } from "node:net";

const WIDEST_V4 = 8;
const WIDEST_V6 = 32;
const DIGITS = /^\d{1,3}$/;

/** A range of addresses, its ends as numbers. */
export interface IpRange {
  readonly bits: 32 | 128;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads an address or a range; `undefined` for what is none. */
export function readRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (bits === undefined) return undefined;
  const prefix = slash < 0 ? bits : prefixLength(text.slice(slash + 1));
  if (prefix < 0 || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const number = bits === 32 ? groupsOf(address.split("."), 8n, 10) : ipv6Number(address);
  const first = number - (number % size);
  return { bits, prefix, first, last: first + size - 1n };
}

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

function prefixLength(text: string): number {
  return DIGITS.test(text) ? Number(text) : -1;
}

function groupsOf(groups: readonly string[], width: bigint, radix: 10 | 16): bigint {
  return groups.reduce((sum, group) => (sum << width) + BigInt(parseInt(group, radix)), 0n);
}

function ipv6Number(written: string): bigint {
  const address = written.split("%")[0] ?? "";
  const colon = address.lastIndexOf(":");
  const tail = address.slice(colon + 1);
  if (tail.includes(".")) {
    const last = groupsOf(tail.split("."), 8n, 10);
    return ipv6Number(
      `${address.slice(0, colon)}:${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`,
    );
  }
  const [head = "", rest] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = rest === undefined || rest === "" ? [] : rest.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return groupsOf([...before, ...zeros, ...after], 16n, 16);
}

/** An address, from its number. */
export function writeAddress(address: bigint, bits: IpRange["bits"]): string {
  const [count, width] = bits === 32 ? [4, 8n] : [8, 16n];
  const groups = Array.from({ length: count }, (_, index) =>
    ((address >> (BigInt(count - 1 - index) * width)) & ((1n << width) - 1n)).toString(bits === 32 ? 10 : 16),
  );
  return groups.join(bits === 32 ? "." : ":");
}
