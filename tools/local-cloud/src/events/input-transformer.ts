import { isObject } from "../core/json";
import type { InputTransformer } from "../state/event-bus";
import { atJsonPath } from "./json-path";

/** What the reserved variables `<aws.events...>` stand for. */
export interface TransformedBy {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** When the bus took the event. */
  readonly ingestionTime: string;
}

export type Transformed =
  { readonly success: true; readonly data: string } | { readonly success: false; readonly error: string };

/**
 * Fills the placeholders of an input template. Where a placeholder stands as a JSON value of its own it becomes JSON;
 * inside a JSON string it becomes text, and an object or list there loses its quotes. A path that the event does not
 * have leaves an empty string.
 *
 * @returns JSON text, or why the result is none
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transformInput(
  event: unknown,
  { paths, template }: InputTransformer,
  by: TransformedBy,
): Transformed {
  const values = variablesOf(event, paths, by);
  let insideString = false;
  const filled = template.replaceAll(/\\[^]|"|<([A-Za-z0-9_.-]+)>/g, (part, name: string | undefined) => {
    if (part === '"') insideString = !insideString;
    if (name === undefined) return part;
    const value = values.get(name);
    if (insideString) return asText(value);
    return value === undefined ? '""' : JSON.stringify(value);
  });
  const error = whyNoJson(filled);
  // Several lines, each a JSON string, are a text of several lines.
  return error === undefined || filled.split("\n").every(isJsonString)
    ? { success: true, data: filled }
    : { success: false, error: `the filled input template is no JSON: ${error}` };
}

function whyNoJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "unreadable";
  }
}

function isJsonString(line: string): boolean {
  return line.startsWith('"') && whyNoJson(line) === undefined;
}

function variablesOf(
  event: unknown,
  paths: InputTransformer["paths"],
  by: TransformedBy,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, path] of Object.entries(paths)) values.set(name, atJsonPath(event, path));
  const fields = Object.entries(isObject(event) ? event : {});
  const envelope = Object.fromEntries(fields.filter(([name]) => name !== "detail"));
  values.set("aws.events.rule-arn", by.ruleArn);
  values.set("aws.events.rule-name", by.ruleName);
  values.set("aws.events.event.ingestion-time", by.ingestionTime);
  values.set("aws.events.event", envelope);
  values.set("aws.events.event.json", event);
  return values;
}

/** As the inside of a JSON string. */
function asText(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return JSON.stringify(value).slice(1, -1);
  return JSON.stringify(value).replaceAll('\\"', "").replaceAll('"', "").replaceAll("\\", "\\\\");
}
