import { temporaryFolder } from "@security-auto/testing";
import { BUCKETS } from "./faults/buckets";
import { readTable, WELL } from "./faults/row";
import { runTable } from "./faults/run-table";

/**
 * Fault by place: what must become of an event when this goes wrong there. The synthesized stack and the bundle are the real ones.
 */
const folder = temporaryFolder();
const rows = readTable();

/** Only so that a stack which never answers does not stop everything: no row is measured. */
jest.setTimeout(600_000);

let table: ReturnType<typeof runTable>;
beforeAll(() => {
  table = runTable(rows, folder.path);
});
afterAll(() => table.close());

test("the table has at least 60 rows, no two alike", () => {
  expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(60);
});

test("only where the deadline ends a row does its number of injected faults depend on the machine's speed", () => {
  const open = rows.filter(({ faults, must }) => faults.length > 0 && must.injected === undefined);
  const others = open.filter(({ must }) => must.error !== "DeadlineExceededError");
  expect(others.map(({ title }) => title)).toEqual([]);
});

test.each(rows.map((row) => [row.title, row] as const))("%s", async (_title, row) => {
  const { summary, killed } = await table.of(row);
  const injected = row.faults.length === 0 ? 0 : summary.injected;
  // Whoever listens to the private bus hears of every assessment that the function answers with.
  const published = row.must.verdict === null ? 0 : 1;
  expect(summary).toEqual({ ...WELL, injected, published, ...row.must });
  // It did go wrong.
  if (row.faults.length > 0) expect(summary.injected).toBeGreaterThan(0);
  // Nothing is lost without a word: the log or a queue holds the event, or the trace counts it as lost.
  if (!summary.kept || summary.fate === "lost") expect(summary.lost).not.toEqual([]);
  // Nothing is invented: a fault may hide what is wrong, but never makes it right, nor what is right wrong.
  expect([BUCKETS[row.bucket].truth, "unknown", null]).toContain(summary.verdict);
  // The function answers in time, unless it was itself made to stand still.
  expect(killed).toBe(row.killed ?? false);
});
