/** AWS's flag, as far as it follows from a text: `GetBucketPolicyStatus` answers `true` or `false`. */
export type Flag = boolean | "unknown";

/** Whether one of several holds. */
export function anyOf(flags: readonly Flag[]): Flag {
  return flags.includes(true) || (flags.includes("unknown") && "unknown");
}

/** Whether all of several hold. */
export function allOf(flags: readonly Flag[]): Flag {
  return !flags.includes(false) && (flags.includes("unknown") ? "unknown" : true);
}

export function not(flag: Flag): Flag {
  return flag === "unknown" ? flag : !flag;
}
