import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { type BucketDetail, type BucketRow, embedded, type Report } from "@security-auto/report";
import { type Browser, chromium, type Page } from "playwright-core";
import { median } from "../core/measure";
import { chromiumPath, readPage } from "./page";

/** How fast the page is, medians. */
export interface PageSpeed {
  /** From the start of loading until the first rows of 10,000 buckets are drawn, in ms on the wall. */
  readonly firstViewMs: number;
  /** The same of the page without data, until its playground is drawn. */
  readonly playgroundMs: number;
  /** From one frame to the next while a list of 100,000 buckets scrolls, in ms. */
  readonly frameMs: number;
  /** The same while nothing scrolls: what the machine and its screen give. */
  readonly idleFrameMs: number;
}

const ROUNDS = 7;
const FRAMES = 120;

/** Measures the page in Chromium, rounds by turns; `undefined` where there is none. */
export async function measurePage(): Promise<PageSpeed | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "security-auto-page-"));
  // A container runs as root, for whom Chromium has no sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const files = {
      none: writePage(folder, "none", readPage()),
      some: writePage(folder, "some", await pageWith(10_000)),
      many: writePage(folder, "many", await pageWith(100_000)),
    };
    const first: number[] = [];
    const playground: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      playground.push(await drawnAfter(browser, `file://${files.none}#/playground`, ".editor"));
      first.push(await drawnAfter(browser, `file://${files.some}#/buckets`, ".rows .body [role=row]"));
    }
    const { idleFrameMs, frameMs } = await framesOf(browser, `file://${files.many}#/buckets`);
    return { firstViewMs: median(first), playgroundMs: median(playground), frameMs, idleFrameMs };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

function writePage(folder: string, name: string, page: string): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, page);
  return file;
}

async function pageWith(count: number): Promise<string> {
  const { objects, evidence, invariants, findings, facets } = ASSESSMENT_EXAMPLE;
  const detail: BucketDetail = {
    assessment: { objects, evidence, invariants, findings, facets },
    applied: [],
  };
  const report: Report = {
    ...{ version: "1", madeAt: "2026-03-05T09:14:05Z", origin: "the bench" },
    buckets: Array.from({ length: count }, (_, index): BucketRow => rowOf(index)),
    ...{ findings: [], actions: [], coverage: [] },
  };
  const parts: string[] = [];
  for await (const part of embedded(readPage(), report, repeated(detail, count))) parts.push(part);
  return parts.join("");
}

const rowOf = (index: number): BucketRow => {
  const account = String(111_122_220_000 + (index % 500));
  const name = `bucket-of-team-${(index * 7919) % 100_003}`;
  return [account, name, "us-west-2", "violates", "public", "public", "2026-03-05T09:14:05Z"];
};

function* repeated<T>(each: T, count: number): Generator<T> {
  for (let left = count; left > 0; left--) yield each;
}

/** Until the page has drawn content, by the browser's own clock, which begins with loading. */
async function drawnAfter(browser: Browser, address: string, selector: string): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await page.locator(selector).first().waitFor();
    return await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN",
    );
  } finally {
    await page.close();
  }
}

async function framesOf(browser: Browser, address: string) {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await page.locator(".rows .body [role=row]").first().waitFor();
    const idleFrameMs = await medianFrame(page, 0);
    return { idleFrameMs, frameMs: await medianFrame(page, 40_000) };
  } finally {
    await page.close();
  }
}

/** The median time of a frame while each scrolls by so many pixels. */
async function medianFrame(page: Page, pixels: number): Promise<number> {
  const frames = await page.evaluate<readonly number[]>(`new Promise((resolve) => {
    const list = document.querySelector(".rows");
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      if (times.length > ${FRAMES}) {
        resolve(times.slice(1));
        return;
      }
      list.scrollBy(0, ${pixels});
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  return median(frames);
}
