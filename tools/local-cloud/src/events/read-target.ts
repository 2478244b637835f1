import { at, isObject, type JsonObject } from "../core/json";
import type { Target, TargetInput } from "../state/event-bus";

/** Of a target without a retry policy; the same number is the largest. */
const DEFAULT_RETRIES = 185;

export type ReadTarget =
  { readonly success: true; readonly data: Target } | { readonly success: false; readonly error: string };

/** A target as PutTargets and a template describe it. */
export function readTarget(target: JsonObject): ReadTarget {
  const arn = target["Arn"];
  if (typeof arn !== "string") return { success: false, error: "has a target without an Arn" };
  const input = inputOf(target);
  if (input === undefined) return { success: false, error: "has an input transformer without a template" };
  const roleArn = target["RoleArn"];
  const deadLetterArn = at(target, "DeadLetterConfig", "Arn");
  const retries = at(target, "RetryPolicy", "MaximumRetryAttempts");
  return {
    success: true,
    data: {
      id: String(target["Id"]),
      arn,
      ...(typeof roleArn === "string" && { roleArn }),
      ...(typeof deadLetterArn === "string" && { deadLetterArn }),
      retries: typeof retries === "number" ? retries : DEFAULT_RETRIES,
      input,
      described: target,
    },
  };
}

function inputOf(target: JsonObject): TargetInput | undefined {
  const constant = target["Input"];
  const path = target["InputPath"];
  const transformer = target["InputTransformer"];
  if (typeof constant === "string") return { kind: "constant", json: constant };
  if (typeof path === "string") return { kind: "path", path };
  if (!isObject(transformer)) return { kind: "event" };
  const template = transformer["InputTemplate"];
  if (typeof template !== "string") return undefined;
  const paths = transformer["InputPathsMap"];
  const entries = Object.entries(isObject(paths) ? paths : {});
  return {
    kind: "transformer",
    template,
    paths: Object.fromEntries(entries.map(([name, path]) => [name, String(path)] as const)),
  };
}
