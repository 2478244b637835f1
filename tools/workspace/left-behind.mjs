// node tools/workspace/left-behind.mjs: names what is in the temporary folder (TMPDIR), which was empty before the checks; exit 1
// where something is.
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";

/** Kept there for good by what is not ours: code that npm has Node compile. */
const KEPT = new Set(["node-compile-cache"]);

const left = readdirSync(tmpdir()).filter((name) => !KEPT.has(name));
for (const name of left) process.stdout.write(`error: left behind in ${tmpdir()}: ${name}\n`);
if (left.length === 0) process.stdout.write(`nothing is left behind in ${tmpdir()}\n`);
process.exitCode = left.length === 0 ? 0 : 1;
