import { BlockList, isIP } from "node:net";

import { type Answer, unknown, yesOrNo } from "../answer";
import { type Operator, pair } from "./operator";

export const ipOperators: readonly (readonly [string, Operator])[] = pair("IpAddress", "NotIpAddress", {
  operand: "plain",
  compare: within,
});

type Family = "ipv4" | "ipv6";

function within(range: string, address: string): Answer {
  const [base = "", length, ...rest] = range.split("/");
  const family = familyOf(base);
  const prefix = prefixOf(length, family === "ipv4" ? 32 : 128);
  if (family === undefined || prefix === undefined || rest.length > 0) {
    return unknown("IP address range in a policy", range);
  }
  const asked = familyOf(address);
  if (asked === undefined) return unknown("IP address in a request", address);
  if (asked !== family) return yesOrNo(false);
  const list = new BlockList();
  list.addSubnet(base, prefix, family);
  return yesOrNo(list.check(address, asked));
}

function familyOf(address: string): Family | undefined {
  const version = isIP(address);
  if (version === 4) return "ipv4";
  // A zone ("fe80::1%eth0") means nothing outside of one machine, and what AWS makes of an IPv4
  // address in IPv6 form ("::ffff:203.0.113.7") is not documented.
  return version === 6 && !/[%.]/.test(address) ? "ipv6" : undefined;
}

function prefixOf(length: string | undefined, longest: number): number | undefined {
  if (length === undefined) return longest;
  if (!/^\d{1,3}$/.test(length)) return undefined;
  const prefix = Number(length);
  return prefix <= longest ? prefix : undefined;
}
