import { isObject } from "../core/is-object";
import { jsonIn } from "../core/json-in";

/** The title of a custom notification of Amazon Q Developer in chat applications; `undefined` for any other message. */
export function chatTitleIn(message: string): string | undefined {
  const value = jsonIn(message);
  if (!isObject(value) || value["source"] !== "custom" || !isObject(value["content"])) return undefined;
  const { title } = value["content"];
  return typeof title === "string" ? title : undefined;
}
