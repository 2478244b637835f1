import type { HttpResponse } from "@smithy/core/protocols";
import { RefusedEntryError } from "./put-event-error";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the answer to a PutEvents of one entry.
 *
 * @throws RefusedEntryError when EventBridge refused the call or the entry, or gave an answer that is not one of PutEvents
 */
export async function answerOf({ statusCode, body }: HttpResponse): Promise<void> {
  const answer = fieldsIn(await textOf(body as AsyncIterable<Uint8Array>));
  if (statusCode >= 300) {
    const code = textIn(answer, "__type") ?? `HTTP ${statusCode}`;
    const message = textIn(answer, "message") ?? textIn(answer, "Message");
    throw refused(code.slice(code.indexOf("#") + 1), message, statusCode);
  }
  if (answer["FailedEntryCount"] === 0) return;
  const [entry] = Array.isArray(answer["Entries"]) ? (answer["Entries"] as unknown[]) : [];
  const failed = Object(entry) as Fields;
  const code = textIn(failed, "ErrorCode");
  throw code === undefined
    ? refused("UnreadableAnswer", "the answer is not one of PutEvents", 502)
    : refused(code, textIn(failed, "ErrorMessage"), statusCode);
}

const refused = (code: string, message: string | undefined, status: number) =>
  new RefusedEntryError(code, message ?? "no reason given", status);

function textIn(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === "string" ? value : undefined;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function fieldsIn(text: string): Fields {
  try {
    return Object(JSON.parse(text)) as Fields;
  } catch {
    return {};
  }
}
