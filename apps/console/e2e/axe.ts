import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** It checks what the guidelines WCAG 2.2 ask, as far as a program can. */
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What keeps people out of a page, each with the first element that does. The page is opened with `bypassCSP`. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    `${AXE}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
