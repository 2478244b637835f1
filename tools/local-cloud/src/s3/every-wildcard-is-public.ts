import { isObject } from "../core/json";

/** Stands in for a real classifier: takes every Allow for a wildcard principal as public, whatever its conditions. */
export function everyWildcardIsPublic(policy: unknown): boolean {
  const statements: unknown = isObject(policy) ? policy["Statement"] : undefined;
  return (Array.isArray(statements) ? statements : [statements]).some(
    (statement) =>
      isObject(statement) &&
      statement["Effect"] === "Allow" &&
      ("NotPrincipal" in statement || isWildcard(statement["Principal"])),
  );
}

function isWildcard(principal: unknown): boolean {
  if (!isObject(principal)) return principal === "*";
  const names = principal["AWS"];
  return names === "*" || (Array.isArray(names) && names.includes("*"));
}
