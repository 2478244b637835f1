import { Logger, type LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes } from "@aws-lambda-powertools/logger/types";
import { Verbatim } from "./verbatim";

/** Level of the records that are written for every event, whatever came of it. */
const EVERYDAY = "INFO";

/**
 * Powertools' logger, with a shorter way for records of plain values. Powertools asks about every key of a record whether its
 * value is one that JSON can't write: an error, a big integer, a cycle. An event came as JSON and has none of them, and its
 * text is there already. All other records take Powertools' own way, and look the same.
 */
export class PlainJsonLogger extends Logger {
  /** Powertools' mode for people who read the log on their own screen. */
  readonly #isIndented = process.env["POWERTOOLS_DEV"] !== undefined;

  protected override printLog(level: number, record: LogItem): void {
    const attributes = record.getAttributes();
    if (attributes["level"] !== EVERYDAY || this.#isIndented || !isPlain(attributes)) {
      super.printLog(level, record);
      return;
    }
    record.prepareForPrint();
    process.stdout.write(`${lineOf(record.getAttributes())}\n`);
  }
}

/** Whether all values are as JSON has them, the event apart. */
function isPlain(attributes: LogAttributes): boolean {
  for (const value of Object.values(attributes))
    if (typeof value === "bigint" || (typeof value === "object" && value !== attributes["event"]))
      return false;
  const { event } = attributes;
  return event === undefined || event instanceof Verbatim;
}

function lineOf({ event, ...others }: LogAttributes): string {
  const line = JSON.stringify(others);
  return event instanceof Verbatim ? `${line.slice(0, -1)},"event":${event.json}}` : line;
}
