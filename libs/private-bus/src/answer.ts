import type { HttpResponse } from "@smithy/core/protocols";
import { RefusedEntryError } from "./put-event-error";

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the answer to a PutEvents of one entry.
 *
 * @throws RefusedEntryError when EventBridge refused the call or the entry, or gave an answer that is not one of PutEvents
 */
export async function answerOf(response: HttpResponse): Promise<void> {
  const answer = await fieldsOf(response);
  if (answer["FailedEntryCount"] === 0) return;
  const [entry] = entriesIn(answer);
  throw refusedEntry(entry, response.statusCode) ?? unreadable();
}

/**
 * Reads the answer to a PutEvents of several entries: of each, in order, why EventBridge did not take it; `undefined` where it did.
 *
 * @throws RefusedEntryError when EventBridge refused the call, or gave an answer that is not one of PutEvents
 */
export async function answersOf(
  response: HttpResponse,
  count: number,
): Promise<readonly (RefusedEntryError | undefined)[]> {
  const answer = await fieldsOf(response);
  const entries = entriesIn(answer);
  if (entries.length !== count) throw unreadable();
  return entries.map((entry) => refusedEntry(entry, response.statusCode));
}

/** @throws RefusedEntryError when the service refused the call */
export async function fieldsOf({ statusCode, body }: HttpResponse): Promise<Fields> {
  const answer = fieldsIn(await textOf(body as AsyncIterable<Uint8Array>));
  if (statusCode < 300) return answer;
  const code = textIn(answer, "__type") ?? `HTTP ${statusCode}`;
  const message = textIn(answer, "message") ?? textIn(answer, "Message");
  throw refused(code.slice(code.indexOf("#") + 1), message, statusCode);
}

const entriesIn = ({ Entries }: Fields): readonly unknown[] => (Array.isArray(Entries) ? Entries : []);

function refusedEntry(entry: unknown, statusCode: number): RefusedEntryError | undefined {
  const fields = Object(entry) as Fields;
  const code = textIn(fields, "ErrorCode");
  return code === undefined ? undefined : refused(code, textIn(fields, "ErrorMessage"), statusCode);
}

const unreadable = (): RefusedEntryError =>
  refused("UnreadableAnswer", "the answer is not one of PutEvents", 502);

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
