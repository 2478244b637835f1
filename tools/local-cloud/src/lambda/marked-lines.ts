import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";

/** One stream of a function process, cut into lines and, at the process's marks, into invocations. */
export interface MarkedLines {
  /** @param rest - What stood behind the mark on its line */
  onMark(rest: string): void;
  onLine(line: string): void;
}

/** CloudWatch Logs cuts longer events. */
const LONGEST_LINE = 256 * 1024;

/**
 * Reads `stream` until it ends. A mark may follow text that has no line end of its own; that text is a line.
 */
export function readMarkedLines(stream: Readable, mark: string, sink: MarkedLines): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (line: string): void => {
    const at = line.indexOf(mark);
    if (at < 0) {
      sink.onLine(line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line);
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
