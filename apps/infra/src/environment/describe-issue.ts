import { didYouMean } from "@security-auto/s3-access/judging";
import type * as z from "zod";
import { environmentJsonSchema } from "./json-schema";

interface PlacedReason {
  readonly path: string;
  readonly reason: string;
}

/** `["alertEmails", 1]` as `alertEmails[1]`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The keys an environment file may have at a path. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let node: boolean | z.core.JSONSchema.BaseSchema | undefined = environmentJsonSchema();
  for (const key of path) {
    if (typeof node !== "object") return [];
    if (typeof key !== "number") node = node.properties?.[String(key)];
    else node = Array.isArray(node.items) ? undefined : node.items;
  }
  return typeof node === "object" ? Object.keys(node.properties ?? {}) : [];
}

/** What zod found, as places with a reason that says what is expected there. */
export function describeIssue(issue: z.core.$ZodIssue): readonly PlacedReason[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      reason: `unknown key${didYouMean(key, keysAt(issue.path))}`,
    }));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => ({ path: pathText(issue.path), reason: message }));
  }
  const reason = issue.input === undefined ? `missing (${issue.message})` : issue.message;
  return [{ path: pathText(issue.path), reason }];
}
