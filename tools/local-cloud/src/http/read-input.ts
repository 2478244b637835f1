import { at, type JsonObject } from "../core/json";
import { ServiceError } from "./service-error";

/** Reads members of an input; what has another type is an error of the caller's. */
export function textIn(input: JsonObject, name: string): string | undefined {
  const value = at(input, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw invalid(name, "a string");
}

export function requiredTextIn(input: JsonObject, name: string): string {
  const value = textIn(input, name);
  if (value !== undefined && value !== "") return value;
  throw new ServiceError(
    "ValidationException",
    400,
    `Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

export function numberIn(input: JsonObject, name: string): number | undefined {
  const value = at(input, name);
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw invalid(name, "a number");
}

export function flagIn(input: JsonObject, name: string): boolean {
  return String(at(input, name)).toLowerCase() === "true";
}

export function listIn(input: JsonObject, name: string): readonly unknown[] {
  const value = at(input, name);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  throw invalid(name, "a list");
}

/** One page of a list, by a token that is the place where it goes on. */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  size: number,
): { readonly page: readonly T[]; readonly next?: string } {
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isSafeInteger(start) || start < 0) throw invalid("nextToken", "a token of this list");
  const end = start + size;
  return { page: all.slice(start, end), ...(end < all.length && { next: String(end) }) };
}

function invalid(name: string, what: string): ServiceError {
  return new ServiceError("ValidationException", 400, `Value at '${name}' is not ${what}`);
}
