import { at, isObject, parseJson } from "../core/json";

/**
 * The messages of a batch that failed, by what the function returned. The whole batch failed when the answer is no such
 * answer: no JSON object, a list with something else in it, an identifier that is empty or of no message of the batch.
 * Nothing failed when it names none.
 *
 * @param payload - JSON text
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function batchFailures(payload: string, ids: readonly string[]): readonly string[] {
  const answer = parseJson(payload);
  if (answer === null) return [];
  if (!isObject(answer)) return ids;
  const items = at(answer, "batchItemFailures") ?? [];
  if (!Array.isArray(items)) return ids;
  const failed = new Set(items.map((item) => at(item, "itemIdentifier")));
  const named = ids.filter((id) => failed.has(id));
  return named.length === failed.size ? named : ids;
}
