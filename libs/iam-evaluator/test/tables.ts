import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { AccessRequest } from "../src";
import { type Actor, CAST } from "./cast";

/** A scenario as it stands in `scenarios/*.json`; who asks is a name of the cast. */
export interface Scenario {
  readonly name: string;
  readonly policies: {
    readonly identity?: unknown;
    readonly resource?: unknown;
    readonly boundary?: unknown;
  };
  readonly request: Omit<AccessRequest, "principal"> & { readonly principal: Actor };
  readonly expected: {
    readonly decision: string;
    /** Sid of the statement that decides. */
    readonly statement?: string;
    /** What a refusal names, e.g. `condition operator StringMatches`. */
    readonly unsupported?: readonly string[];
    /** Words the explanation holds. */
    readonly because?: string;
  };
}

/** One condition of `conditions/*.json` against one context. */
export interface ConditionScenario {
  readonly name: string;
  readonly condition: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** `2012-10-17` unless given. */
  readonly version?: string;
  readonly holds: boolean | "unknown";
}

export interface Table<T> {
  readonly theme: string;
  readonly rows: readonly T[];
}

export function scenarios(): readonly Table<Scenario>[] {
  return load("scenarios", isScenario);
}

export function conditions(): readonly Table<ConditionScenario>[] {
  return load("conditions", isConditionScenario);
}

function load<T>(folder: string, isRow: (value: unknown) => value is T): readonly Table<T>[] {
  const directory = join(__dirname, folder);
  return readdirSync(directory).map((file) => {
    const rows: unknown = JSON.parse(readFileSync(join(directory, file), "utf8"));
    if (!isListOf(rows, isRow)) throw new Error(`${folder}/${file} has a row of another form`);
    return { theme: file.replace(".json", ""), rows };
  });
}

function isListOf<T>(value: unknown, isRow: (row: unknown) => row is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isRow);
}

function isScenario(row: unknown): row is Scenario {
  if (!isRecord(row) || !isRecord(row["request"]) || !isRecord(row["expected"])) return false;
  const { name, policies, request, expected } = row;
  return (
    has(row, ["name", "policies", "request", "expected"]) &&
    typeof name === "string" &&
    isRecord(policies) &&
    has(policies, ["identity", "resource", "boundary"]) &&
    has(request, ["principal", "action", "resource", "resourceAccount", "context"]) &&
    Object.keys(CAST).some((actor) => actor === request["principal"]) &&
    has(expected, ["decision", "statement", "unsupported", "because"])
  );
}

function isConditionScenario(row: unknown): row is ConditionScenario {
  return (
    isRecord(row) &&
    has(row, ["name", "condition", "context", "version", "holds"]) &&
    isRecord(row["condition"]) &&
    isRecord(row["context"]) &&
    [true, false, "unknown"].some((each) => each === row["holds"])
  );
}

/** No misspelt key may make a row say less than it seems to. */
function has(row: object, keys: readonly string[]): boolean {
  return Object.keys(row).every((key) => keys.includes(key));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
