import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { type Budgets, checkBudgets, exactFigures, timedFigures } from "./check-budgets";
import { report, reportBudgets } from "./report";
import { runAll, runExact } from "./run-all";
import { measureWorkspace } from "./workspace";

const FOLDER = "dist/tools/bench";
const BUDGETS = "tools/bench/budgets.json";

const isBudget = argv.includes("--budget");
const { exact, timed } = JSON.parse(readFileSync(BUDGETS, "utf8")) as Budgets;
const measured = isBudget ? undefined : await runAll(FOLDER);
const results = measured ?? (await runExact());
const workspace = argv.includes("--workspace") ? measureWorkspace() : undefined;
const budgets = [
  ...checkBudgets(exact, exactFigures(results)),
  ...(measured === undefined ? [] : checkBudgets(timed, timedFigures(measured))),
];
stdout.write(`${measured === undefined ? "" : `${report(measured)}\n\n`}${reportBudgets(budgets)}\n`);
if (workspace !== undefined)
  for (const [command, { coldSeconds, cachedSeconds }] of Object.entries(workspace))
    stdout.write(
      `${command}: ${coldSeconds.toFixed(1)} s, ${cachedSeconds.toFixed(1)} s with nothing changed\n`,
    );

mkdirSync(FOLDER, { recursive: true });
const file = join(FOLDER, isBudget ? "budget.json" : "results.json");
writeFileSync(file, `${JSON.stringify({ ...results, workspace, budgets }, undefined, 2)}\n`);

const missed = budgets.filter(({ isKept }) => !isKept);
for (const { name, most, measured: figure } of missed)
  stderr.write(`budget missed: ${name}: ${figure ?? "not measured"}, at most ${most} (${BUDGETS})\n`);
if (missed.length > 0) exit(1);
