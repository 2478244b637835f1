import { isObject, type JsonObject } from "../core/json";
import type { TemplateResource } from "./template-resource";

/** Typed reads of resolved properties. A value of another type is an error that names its place. */
export function stringOf(resource: TemplateResource, name: string): string | undefined {
  const value = resource.property(name);
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw resource.error(name, "is no string");
}

export function requiredString(resource: TemplateResource, name: string): string {
  const value = stringOf(resource, name);
  if (value === undefined) throw resource.error(name, "is missing");
  return value;
}

/** CloudFormation takes numbers as text too. */
export function numberOf(resource: TemplateResource, name: string): number | undefined {
  const value = resource.property(name);
  if (value === undefined) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) throw resource.error(name, "is no number");
  return number;
}

export function booleanOf(resource: TemplateResource, name: string): boolean | undefined {
  const value = resource.property(name);
  if (value === undefined) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw resource.error(name, "is neither true nor false");
}

export function objectOf(resource: TemplateResource, name: string): JsonObject | undefined {
  const value = resource.property(name);
  if (value === undefined || isObject(value)) return value;
  throw resource.error(name, "is no object");
}

/** An absent list is empty. */
export function listOf(resource: TemplateResource, name: string): readonly unknown[] {
  const value = resource.property(name);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw resource.error(name, "is no list");
  return value;
}

export function objectsOf(resource: TemplateResource, name: string): readonly JsonObject[] {
  return listOf(resource, name).map((value) => {
    if (!isObject(value)) throw resource.error(name, "has an entry that is no object");
    return value;
  });
}

export function stringsOf(resource: TemplateResource, name: string): readonly string[] {
  return listOf(resource, name).map((value) => {
    if (typeof value !== "string") throw resource.error(name, "has an entry that is no string");
    return value;
  });
}
