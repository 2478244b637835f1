import { violationsOf } from "./axe";
import { describeInBrowser, goTo, picture } from "./browser";
import { sampleReport, usePages } from "./sample-report";

const pages = usePages();

/** Every view, by its address. */
const VIEWS = {
  overview: "#/",
  buckets: "#/buckets",
  bucket: "#/bucket/444455556666/ledger-archive",
  findings: "#/findings",
  finding: "#/finding/444455556666:ledger-archive:nothing-public",
  actions: "#/actions",
  action: "#/action/2f4e9b0c-0f5e-4a55-8a39-5b7f4b1e8c21",
  coverage: "#/coverage",
  playground: "#/playground",
  pattern: "#/pattern",
  "not found": "#/nowhere",
} as const;

const WIDTHS = [360, 1280, 3840] as const;

describeInBrowser("every view", (open) => {
  test.each(["light", "dark"] as const)("is accessible and keeps to its width, %s", async (colorScheme) => {
    const file = await pages.write(`views-${colorScheme}`, sampleReport(50));
    const { page, problems, close } = await open(file, { colorScheme, bypassCSP: true });
    const wrong: string[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, hash] of Object.entries(VIEWS)) {
        await goTo(page, hash);
        await page.waitForFunction((to) => location.hash === to, hash);
        if (width !== 3840) await picture(page, `${name.replace(" ", "-")}-${colorScheme}-${width}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) wrong.push(`${name} at ${width}: ${overflow} pixels too wide`);
        wrong.push(...(await violationsOf(page)).map((each) => `${name} at ${width}: ${each}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});
