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
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const { bits, number } = address;
  const prefix = slash < 0 ? bits : prefixLength(text.slice(slash + 1));
  if (prefix < 0 || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = number - (number % size);
  return { bits, prefix, first, last: first + size - 1n };
}

/** Whether all addresses of one range are of the other. */
export function isWithin(one: IpRange, other: IpRange): boolean {
  return one.bits === other.bits && one.first >= other.first && one.last <= other.last;
}

function prefixLength(text: string): number {
  return DIGITS.test(text) ? Number(text) : -1;
}

const V4_GROUP = /^(?:0|[1-9]\d{0,2})$/;
const V6_GROUP = /^[\da-f]{1,4}$/i;

/**
 * An IPv6 zone ("fe80::1%eth0") means nothing outside of one machine, and what AWS makes of an IPv4 address in IPv6 form
 * ("::ffff:203.0.113.7") is not documented: both count as no address.
 */
function readAddress(text: string): { readonly bits: IpRange["bits"]; readonly number: bigint } | undefined {
  const four = text.split(".");
  if (four.length === 4 && four.every((group) => V4_GROUP.test(group) && Number(group) < 256)) {
    return { bits: 32, number: numberOf(four, 8n, "") };
  }
  const [head = "", rest, ...more] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = rest === undefined || rest === "" ? [] : rest.split(":");
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (rest === undefined ? missing !== 0 : missing < 1)) return undefined;
  if (![...before, ...after].every((group) => V6_GROUP.test(group))) return undefined;
  const zeros = Array.from({ length: missing }, () => "0");
  return { bits: 128, number: numberOf([...before, ...zeros, ...after], 16n, "0x") };
}

function numberOf(groups: readonly string[], width: bigint, base: "" | "0x"): bigint {
  return groups.reduce((sum, group) => (sum << width) + BigInt(base + group), 0n);
}

/** An address, from its number. */
export function writeAddress(address: bigint, bits: IpRange["bits"]): string {
  const [count, width] = bits === 32 ? [4, 8n] : [8, 16n];
  const groups = Array.from({ length: count }, (_, index) =>
    ((address >> (BigInt(count - 1 - index) * width)) & ((1n << width) - 1n)).toString(bits === 32 ? 10 : 16),
  );
  return groups.join(bits === 32 ? "." : ":");
}
