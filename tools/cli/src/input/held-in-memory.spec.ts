import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { savedEvents } from "./saved-events";
import type { Source } from "./source";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const MB = 1024 * 1024;
/** How much text each source gives, in MB. */
const LENGTH = 100;
/** The most that may be held: the largest value that is read, twice while its pieces are joined, and its chunks. */
const MOST = 48;

const RECORD = JSON.stringify({ eventName: "GetObject", padding: "x".repeat(100_000) });
const LOOKED_UP = JSON.stringify({ EventName: "GetObject", CloudTrailEvent: RECORD });

function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}

/** A text that nobody has as a whole: `repeated` until it is long enough, with something before and after it. */
function endless(before: string, repeated: string, after: string, separator = ","): Source {
  const piece = Buffer.from(separator + repeated);
  return {
    name: "endless.json",
    async *open() {
      yield Promise.resolve(Buffer.from(before + repeated));
      for (let length = 0; length < LENGTH * MB; length += piece.length)
        yield Promise.resolve(Buffer.from(piece));
      yield Promise.resolve(Buffer.from(after));
    },
  };
}

test.each([
  ["a log file", endless('{"Records":[', RECORD, "]}"), 1000],
  ["a log file whose first key is another", endless('{"a":{"b":[1]},"Records":[', RECORD, '],"c":2}'), 1000],
  [
    "a log file with a long list before its records",
    endless('{"logFiles":[', RECORD, `],"Records":[${RECORD}]}`),
    1,
  ],
  ["a log file with a long list after its records", endless(`{"Records":[${RECORD}],"a":[`, RECORD, "]}"), 1],
  ["events of lookup-events", endless('{"NextToken":"t","Events":[', LOOKED_UP, "]}"), 1000],
  ["events of lookup-events, the token last", endless('{"Events":[', LOOKED_UP, '],"NextToken":"t"}'), 1000],
  ["a list", endless("[", RECORD, "]"), 1000],
  ["NDJSON", endless("", RECORD, "", "\n"), 1000],
  ["one event without an end", endless('{"detail":[', RECORD, "]}"), 1],
  ["one text without an end", endless('["', "x".repeat(100_000), '"]', ""), 1],
])("%s is never held as a whole", async (_what, source, least) => {
  const before = held();
  let most = 0;
  let values = 0;
  let chunks = 0;
  const watched: Source = {
    name: source.name,
    async *open() {
      for await (const chunk of source.open()) {
        yield chunk;
        if (chunks++ % 250 === 0) most = Math.max(most, held() - before);
      }
    },
  };
  for await (const saved of savedEvents(watched)) values += Object.keys(saved).length > 0 ? 1 : 0;
  expect(values).toBeGreaterThanOrEqual(least);
  expect(most).toBeLessThan(MOST);
});
