import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { CONSOLE, describeInBrowser, goTo } from "./browser";
import { sampleReport, usePages } from "./sample-report";

const pages = usePages();

const FOLDER = resolve(__dirname, "../../../docs/pictures");

const SIZE = { viewport: { width: 960, height: 560 } } as const;

describeInBrowser("pictures of the page for the README", (open) => {
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
  });

  test("a bucket of the register", async () => {
    const { page, close } = await open(await pages.write("register", sampleReport(40)), SIZE);
    await goTo(page, "#/bucket/444455556666/ledger-archive");
    await page.locator("mark").first().waitFor();
    await page.screenshot({ path: resolve(FOLDER, "bucket.png") });
    await close();
  });

  test("the playground, in the dark", async () => {
    const { page, close } = await open(CONSOLE, { ...SIZE, colorScheme: "dark" });
    await page.getByText("violates an invariant").first().waitFor();
    await page.screenshot({ path: resolve(FOLDER, "playground.png") });
    await close();
  });
});
