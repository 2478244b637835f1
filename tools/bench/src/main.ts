import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv, exit, stdout } from "node:process";
import { cpuMs, thisMachine } from "./machine";
import { measure, type Plan } from "./measure";
import { report } from "./report";
import { matchSubject } from "./subjects/match";

const plan: Plan = { rounds: 21, turnMs: 100, now: cpuMs };
const subjects = [matchSubject()];

const machine = thisMachine();
const results = subjects.map((subject) => measure(subject, plan));
stdout.write(`${report(machine, results)}\n`);

const folder = dirname(argv[1] ?? "dist/tools/bench/main.mjs");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "results.json"), `${JSON.stringify({ machine, results }, undefined, 2)}\n`);

const missed = results.some(({ budget, contenders }) => (contenders[0]?.perSecond ?? 0) < (budget ?? 0));
if (missed) exit(1);
