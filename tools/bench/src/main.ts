import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { budgetedFigures, checkBudgets } from "./check-budgets";
import { report, reportBudgets } from "./report";
import { brief, runAll, thorough } from "./run-all";
import { measureWorkspace } from "./workspace";

const FOLDER = "dist/tools/bench";
const BUDGETS = "tools/bench/budgets.json";

const isBudget = argv.includes("--budget");
const results = await runAll(isBudget ? brief() : thorough(), FOLDER);
const workspace = argv.includes("--workspace") ? measureWorkspace() : undefined;
const budgets = checkBudgets(
  JSON.parse(readFileSync(BUDGETS, "utf8")) as Record<string, number>,
  budgetedFigures(results),
);
stdout.write(`${isBudget ? "" : `${report(results)}\n\n`}${reportBudgets(budgets)}\n`);
if (workspace !== undefined)
  for (const [command, { coldSeconds, cachedSeconds }] of Object.entries(workspace))
    stdout.write(
      `${command}: ${coldSeconds.toFixed(1)} s, ${cachedSeconds.toFixed(1)} s with nothing changed\n`,
    );

mkdirSync(FOLDER, { recursive: true });
const file = join(FOLDER, isBudget ? "budget.json" : "results.json");
writeFileSync(file, `${JSON.stringify({ ...results, workspace, budgets }, undefined, 2)}\n`);

const missed = budgets.filter(({ isKept }) => !isKept);
for (const { name, most, measured } of missed)
  stderr.write(`budget missed: ${name}: ${measured ?? "not measured"}, at most ${most} (${BUDGETS})\n`);
if (missed.length > 0) exit(1);
