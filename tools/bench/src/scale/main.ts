import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { manyEvents } from "./events";
import { type Measurement, measureReplay } from "./measure";
import { fillSections } from "./markdown";
import { sections } from "./sections";
import { thisMachine } from "../core/machine";

const DOCUMENT = "docs/scale.md";
const MEASURED = "tools/bench/src/scale/data/measured.json";
const SAMPLE = "tools/cli/samples/public-policy.json";
const USAGE =
  "usage: npx nx scale bench -- [--write | --events COUNT | --measure FILE]\n" +
  "  nothing          prints the tables\n" +
  `  --write          writes them into ${DOCUMENT}\n` +
  "  --events COUNT   prints events to replay, NDJSON\n" +
  `  --measure FILE   reads what a replay of them printed with --json into ${MEASURED}\n`;

function run(): void {
  const { values } = parseArgs({
    options: { write: { type: "boolean" }, events: { type: "string" }, measure: { type: "string" } },
  });
  if (values.events !== undefined) {
    const count = Number(values.events);
    if (!Number.isInteger(count) || count < 1) throw new Error("--events takes a whole number from 1 on");
    process.stdout.write(manyEvents(readFileSync(SAMPLE, "utf8"), count));
  } else if (values.measure !== undefined) {
    const measurement = measurementIn(values.measure);
    const event = JSON.stringify(JSON.parse(readFileSync(SAMPLE, "utf8")));
    const { platform, cpu, cores } = thisMachine();
    const date = new Date().toISOString().slice(0, 10);
    const eventBytes = Buffer.byteLength(event);
    const measured = { date, machine: { platform, cpu, cores }, eventBytes, ...measurement };
    writeFileSync(MEASURED, `${JSON.stringify(measured, undefined, 2)}\n`);
  } else if (values.write === true) {
    writeFileSync(DOCUMENT, fillSections(readFileSync(DOCUMENT, "utf8"), sections()));
  } else {
    for (const [name, text] of Object.entries(sections())) process.stdout.write(`## ${name}\n\n${text}\n\n`);
  }
}

function measurementIn(file: string): Measurement {
  const text = readFileSync(file, "utf8");
  try {
    return measureReplay(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} is not what replay printed with --json: ${why}`, { cause });
  }
}

try {
  run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
