import * as z from "zod/mini";

/** A key that is missing or `null` means "not configured". */
export function configured<T extends z.ZodMiniType>(schema: T) {
  return z.optional(z.nullable(schema));
}

export const accountId = z
  .pipe(z.union([z.string(), z.number()]), z.transform(String))
  .check(z.regex(/^\d{12}$/, "expected an account id of 12 digits"));

/** A policy, or its JSON text. */
export const policySchema = z.union([z.string(), z.record(z.string(), z.unknown())]).check(
  z.refine((policy) => typeof policy !== "string" || isJson(policy), "expected a policy, this is not JSON"),
  z.refine(isStorable, "expected a policy of at most 20 KB, S3 takes no longer one"),
);

export const statusSchema = z.union([
  z.boolean(),
  z.object({ isPublic: z.boolean() }),
  z.object({ IsPublic: z.boolean() }),
  z.object({ PolicyStatus: z.object({ IsPublic: z.boolean() }) }),
]);

export function readStatus(status: z.output<typeof statusSchema>): { readonly isPublic: boolean } {
  if (typeof status === "boolean") return { isPublic: status };
  if ("isPublic" in status) return status;
  return { isPublic: "IsPublic" in status ? status.IsPublic : status.PolicyStatus.IsPublic };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const MOST_POLICY_BYTES = 20 * 1024;

function isStorable(policy: unknown): boolean {
  return storedBytes(typeof policy === "string" ? policy : JSON.stringify(policy)) <= MOST_POLICY_BYTES;
}

/** The bytes of a policy's text as S3 counts them: without the spaces between its elements. */
export function storedBytes(text: string): number {
  return new TextEncoder().encode(text.replaceAll(STRING_OR_SPACE, "$1")).length;
}

/** The text is never parsed and written again: writing one that is nested deep overflows the stack. */
const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|\s+/g;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
