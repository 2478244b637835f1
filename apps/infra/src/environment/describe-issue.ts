import { didYouMean } from "@security-auto/s3-exposure";
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

/** Keys that an environment file no longer has, and what they are called now. */
const RENAMED = new Map([
  ["function", "functions.s3"],
  ["names.function", "functions.s3.functionName"],
  ["names.functionRole", "functions.s3.roleName"],
  ["names.functionPolicy", "functions.s3.policyName"],
  ["names.invokeRole", "functions.s3.invokeRoleName"],
  ["names.invokePolicy", "functions.s3.invokePolicyName"],
]);

/** What zod found, as places with a reason that says what is expected there. */
export function describeIssue(issue: z.core.$ZodIssue): readonly PlacedReason[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const path = pathText([...issue.path, key]);
      const now = RENAMED.get(path);
      return {
        path,
        reason: now === undefined ? `unknown key${didYouMean(key, keysAt(issue.path))}` : `now ${now}`,
      };
    });
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => ({ path: pathText(issue.path), reason: message }));
  }
  const reason = issue.input === undefined ? `missing (${issue.message})` : issue.message;
  return [{ path: pathText(issue.path), reason }];
}
