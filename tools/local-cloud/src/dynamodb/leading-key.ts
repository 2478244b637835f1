import { isObject, type JsonObject } from "../core/json";

/**
 * The partition key that a call on one item or one partition names, which IAM knows as `dynamodb:LeadingKeys`; `undefined` for a call that
 * names none, such as a Scan, or a Query of an index whose partition key is another attribute.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function leadingKeyOf(input: JsonObject, partitionKey: string): string | undefined {
  const item = input["Key"] ?? input["Item"];
  if (isObject(item)) return textOf(item[partitionKey]);
  const expression = input["KeyConditionExpression"];
  if (typeof expression !== "string") return undefined;
  const names = isObject(input["ExpressionAttributeNames"]) ? input["ExpressionAttributeNames"] : {};
  const values = isObject(input["ExpressionAttributeValues"]) ? input["ExpressionAttributeValues"] : {};
  for (const [, name = "", value = ""] of expression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g))
    if ((names[name] ?? name) === partitionKey) return textOf(values[value]);
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const [content] = Object.values(value);
  return typeof content === "string" ? content : undefined;
}
