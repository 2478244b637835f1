import { isObject } from "../core/is-object";

/** The title of a custom notification of Amazon Q Developer in chat applications; `undefined` for any other message. */
export function chatTitleIn(message: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (!isObject(parsed) || parsed["source"] !== "custom" || !isObject(parsed["content"])) return undefined;
  const { title } = parsed["content"];
  return typeof title === "string" ? title : undefined;
}
