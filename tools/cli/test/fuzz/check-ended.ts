import type { Ended } from "./function-process";

/** What must hold of every invocation, whatever the event was. */
export function checkEnded(text: string, ended: Ended): void {
  if (ended.kind === "threw" && !ended.isTyped)
    throw new Error(`an error without a type escaped: ${ended.message}`);
  expect(ended.kind === "threw" ? ended.name : "").not.toBe("DeadlineExceededError");
  expect(ended).toMatchObject({ inTime: true, polluted: [] });
  if (ended.kind === "answered") {
    expect(ended.answer).toMatch(/^\{"statusCode":(?:200|400),"body":"/);
  }
  const [first = ""] = ended.lines;
  expect(first).toMatch(/^\{"level":"INFO","message":"Lambda invocation event"/);
  // The whole event, in the first line; as text where it is nested too deep for the logger.
  const ways = [text, JSON.stringify(text)];
  expect(ways.some((event) => first.endsWith(`"event":${event}}`))).toBe(true);
  for (const line of ended.lines) {
    expect(line.startsWith("{")).toBe(true);
    // JSON escapes the control characters of ASCII: no line breaks, no escape sequences.
    expect([...line.matchAll(/\p{Cc}/gu)].filter(([character]) => character < " ")).toEqual([]);
  }
}
