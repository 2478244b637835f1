import type { LogLine } from "@security-auto/local-cloud";
import { styled, type Text } from "./text";

/** Fields of a record that the lines above and around it say too. */
const REPEATED = new Set([
  "level",
  "message",
  "timestamp",
  "service",
  "cold_start",
  "function_arn",
  "function_memory_size",
  "function_name",
  "function_request_id",
  "sampling_rate",
  "xray_trace_id",
  "functionName",
  "requestId",
]);
const MOST_CHARACTERS = 110;

/** One line of a log group, short enough for a terminal: level, message, and the record's own fields. */
export function logLineText({ message }: LogLine): Text {
  const record = parsed(message);
  if (record === undefined) return styled("dim", shortened(message.trim()));
  if ("_aws" in record) return styled("dim", shortened(`metrics ${metricsOf(record)}`));
  const own = Object.entries(record).filter(([key]) => !REPEATED.has(key));
  const fields = own.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(" ");
  return shortened(`${String(record["level"])} ${String(record["message"])} ${fields}`);
}

/** The values of a record in CloudWatch's embedded metric format. */
function metricsOf(record: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(record).filter(([key]) => key !== "_aws");
  return values.map(([key, value]) => `${key}=${String(value)}`).join(" ");
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 3)}...`;
}
