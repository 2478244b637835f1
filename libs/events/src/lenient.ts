import * as z from "zod/mini";

/**
 * An optional field that is never a reason to reject an event: absent, `null` or of another shape, it reads as
 * `undefined`. CloudTrail adds fields with every version and writes an empty XML element as `""`.
 *
 * `z.catch` would say the same, but drags in 10 KB of zod's helpers.
 */
export function lenient<T extends z.ZodMiniType>(schema: T) {
  const orUndefined = (value: unknown): z.output<T> | undefined => {
    const result = schema.safeParse(value);
    return result.success ? result.data : undefined;
  };
  return z.optional(z.pipe(z.unknown(), z.transform(orUndefined)));
}
