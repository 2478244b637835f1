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
  // The whole event, once, in the first line.
  expect(first.endsWith(`"event":${text}}`)).toBe(true);
  for (const line of ended.lines) {
    expect(line.startsWith("{")).toBe(true);
    // Control characters stand escaped: no terminal obeys them.
    expect(/\p{Cc}/u.exec(line)).toBeNull();
  }
}
