import { invalid, valid } from "../core/parsed";
import { type OperandParser, testOf } from "./condition";
import { ipToHex } from "./ip-address";

/** `{ "cidr": "10.0.0.0/24" }`: the value is a string with an address in the block. */
export const parseCidr: OperandParser = (operand, at) => {
  if (typeof operand !== "string") {
    return invalid(at, 'must be a string with an address block, such as "10.0.0.0/24"');
  }
  const [address, mask, ...more] = operand.split("/");
  if (address === undefined || mask === undefined || more.length > 0) {
    return invalid(at, `"${operand}" needs one "/": write address/bits, such as "10.0.0.0/24"`);
  }
  const base = ipToHex(address);
  if (base === undefined) {
    return invalid(at, `"${address}" is no IP address: write IPv4 or IPv6 digits before the "/"`);
  }
  const width = base.length * 4;
  const bits = /^\+?[0-9]+$/.test(mask) ? Number(mask) : Number.NaN;
  if (!(bits < width)) {
    const most = width - 1;
    return invalid(
      at,
      `"${mask}" bits are not possible here: write 0 to ${most}, or the single address as a plain value`,
    );
  }
  const [bottom, top] = bounds(base, bits);
  return valid(
    testOf(
      (value) => {
        const address = typeof value === "string" ? ipToHex(value) : undefined;
        return address?.length === bottom.length && address >= bottom && address <= top;
      },
      ["cidr", bottom, top],
    ),
  );
};

/** Lowest and highest address of the block; bits of the address beyond the mask do not count. */
function bounds(base: string, bits: number): readonly [string, string] {
  const width = base.length * 4;
  const free = (1n << BigInt(width - bits)) - 1n;
  const bottom = BigInt(`0x${base}`) & ~free;
  const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(base.length, "0");
  return [hex(bottom), hex(bottom | free)];
}
