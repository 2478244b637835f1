import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const ROOT = resolve(__dirname, "../../..");

/** The page as it was built. */
export const CONSOLE = resolve(ROOT, "dist/apps/console/console.html");

const SCREENSHOTS = resolve(ROOT, "dist/apps/console/screenshots");

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const executable = process.env["CHROMIUM"] ?? PLACES.find((place) => existsSync(place));

/** As `describe`, where there is a Chromium. Where there is none it says so, and CI fails. */
export function describeInBrowser(what: string, tests: (open: OpenPage) => void): void {
  if (executable === undefined) {
    if (process.env["CI"] !== undefined) throw new Error("there is no Chromium: apt-get install chromium");
    process.stderr.write(
      `${what}: skipped, there is no Chromium: install Debian's package chromium, or set CHROMIUM to its path\n`,
    );
    describe.skip(what, () => {
      test("in a browser", () => undefined);
    });
    return;
  }
  describe(what, () => {
    let browser: Browser;
    beforeAll(async () => {
      // A container runs as root, for whom Chromium has no sandbox.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await chromium.launch({ executablePath: executable, args });
    });
    afterAll(() => browser.close());
    tests((at, options) => opened(browser, at, options));
  });
}

/** A page, and what went wrong on it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, messages of the console that are errors, dialogs, and requests to anywhere else. Nothing is expected in it. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** A file, or an address of this machine. */
export type OpenPage = (at: string, options?: BrowserContextOptions) => Promise<Opened>;

async function opened(browser: Browser, at: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(`error: ${message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const served = at.startsWith("http:") ? new URL(at).origin : "file://";
  page.on("request", (request) => {
    if (!/^(?:file|data|blob):/.test(request.url()) && !request.url().startsWith(`${served}/`))
      problems.push(`request: ${request.url()}`);
  });
  await page.goto(at.startsWith("http:") ? at : `file://${at}`);
  return { page, problems, close: () => context.close() };
}

/** Goes to a view of the page by its address. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.locator("h1").waitFor();
}

/** Keeps a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: resolve(SCREENSHOTS, `${name}.png`) });
}
