import { SIZE_LIMITS } from "@security-auto/events";
import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";

/** One stream of a function process, cut into lines and, at the process's marks, into invocations. */
export interface MarkedLines {
  /** @param rest - What stood behind the mark on its line */
  onMark(rest: string): void;
  onLine(line: string): void;
}

/** Of a log event in CloudWatch Logs, which counts 26 bytes beside the message. */
const LONGEST_EVENT = SIZE_LIMITS.cloudWatchLogsEvent - 26;

/** A line as log events: one that is longer than an event may be is split, between characters. */
function logEvents(line: string): readonly string[] {
  // No character of a string takes more than three bytes.
  if (line.length * 3 <= LONGEST_EVENT || Buffer.byteLength(line) <= LONGEST_EVENT) return [line];
  const bytes = Buffer.from(line);
  const events: string[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(start + LONGEST_EVENT, bytes.length);
    while (end < bytes.length && isContinuation(bytes[end])) end -= 1;
    events.push(bytes.toString("utf8", start, end));
    start = end;
  }
  return events;
}

/** Of a character in UTF-8, not its first byte. */
function isContinuation(byte = 0): boolean {
  return byte >> 6 === 0b10;
}

/**
 * Reads `stream` until it ends. A mark may follow text that has no line end of its own; that text is a line.
 */
export function readMarkedLines(stream: Readable, mark: string, sink: MarkedLines): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (line: string): void => {
    const at = line.indexOf(mark);
    if (at < 0) {
      for (const event of logEvents(line)) sink.onLine(event);
      return;
    }
    if (at > 0) sink.onLine(line.slice(0, at));
    sink.onMark(line.slice(at + mark.length));
  };
  stream.on("data", (chunk: Buffer) => {
    const text = rest + decoder.write(chunk);
    let start = 0;
    for (;;) {
      const end = text.indexOf("\n", start);
      if (end < 0) break;
      take(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
  });
  stream.on("end", () => {
    if (rest !== "") take(rest);
    rest = "";
  });
}
