/** Says where a value is not what it must be, both as JSON; empty where it is. */
export function difference(what: string, is: unknown, must: unknown): readonly string[] {
  const [left = "none", right = "none"] = [is, must].map(
    (value) => JSON.stringify(value) as string | undefined,
  );
  return left === right ? [] : [`${what}: ${left}, and must be ${right}`];
}
