import { FINDING_EXAMPLE, REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import type { BucketDetail, Report } from "@security-auto/report";
import { printable } from "@security-auto/text";
import { describeInBrowser, goTo } from "./browser";
import { sampleReport, usePages } from "./sample-report";

const pages = usePages();

/** What whoever may name a bucket, tag it or write its policy may choose. */
const HOSTILE = {
  "a script": "</script><script>hacked()</script>",
  "an element": `<img src=x onerror="hacked()">`,
  "an attribute": `" onmouseover="hacked()" x="`,
  "an address": "javascript:hacked()",
  "a comment": "<!--<script>",
  "a template": "{{constructor.constructor('hacked()')()}} ${hacked()}",
  "text that runs the other way": "\u202ecilbup ton\u202c \u2066",
  "control characters": "a\u0000b\u0007\u001b[2Jc",
  "what is not seen": "\u200b\u200d\ufeff",
  "half a character": "\ud83d",
  "marks without end": `Z${"\u0310".repeat(400)}`,
  "no break": "x".repeat(2000),
  "many lines": "line\n".repeat(300),
  "names of objects": "__proto__",
  "the constructor": "constructor",
  "the path of another view": "../../#/playground?bucket=x",
} as const;

const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

const AT = "2026-03-05T09:14:05.120Z";

/** A report in which every text that is not ours is one of them. */
function reportWith(text: string): { readonly report: Report; readonly details: readonly BucketDetail[] } {
  const { report } = sampleReport();
  const evidence = [{ source: text, statement: text, grants: [text], because: text }];
  const detail: BucketDetail = {
    assessment: {
      objects: "unknown",
      evidence,
      invariants: [{ name: text, verdict: "violates", because: text, evidence }],
      findings: [{ kind: text, because: text }],
      facets: { policy: "denied", acl: "present" },
      refusals: [{ permission: text, role: text, facets: [text], because: text }],
    },
    applied: [text],
    described: JSON.stringify({ name: text, tags: { [text]: text }, policy: text }),
  };
  const actor = { type: "IAMUser", display: text };
  const { steps, undo } = REMEDIATION_EXAMPLE;
  return {
    report: {
      ...report,
      origin: text,
      buckets: [
        [text, text, text, "violates", "public", "public", AT],
        ["444455556666", "after", "us-west-2", "holds", "private", "private", AT],
      ],
      findings: [
        {
          finding: {
            ...FINDING_EXAMPLE,
            id: text,
            account: text,
            bucket: text,
            invariant: text,
            because: text,
            actor,
            action: text,
          },
          transitions: 1,
        },
      ],
      actions: [
        {
          ...{
            ...REMEDIATION_EXAMPLE,
            id: text,
            account: text,
            bucket: text,
            invariant: text,
            because: text,
            stops: [text],
          },
          ...{
            requested: { by: text, reason: text },
            steps: steps.map((step) => ({ ...step, because: text })),
            undo,
          },
        },
      ],
      coverage: [
        {
          account: text,
          region: text,
          checkedAt: AT,
          checks: { trail: { result: "wrong", because: text, mend: text } },
        },
      ],
    },
    details: [detail, detail],
  };
}

describeInBrowser("texts of strangers", (open) => {
  test.each(Object.entries(HOSTILE))("%s is text in every view, and hides no row", async (what, text) => {
    const file = await pages.write(what.replaceAll(" ", "-"), reportWith(text));
    const { page, problems, close } = await open(file);
    await page.evaluate("window.hacked = () => { console.error('hacked') }");
    const id = encodeURIComponent(printable(text));
    const wrong: string[] = [];
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const view of [
        "",
        "buckets",
        `bucket/${id}/${id}`,
        "findings",
        `finding/${id}`,
        "actions",
        `action/${id}`,
        "coverage",
      ]) {
        await goTo(page, `#/${view}`);
        const place = `${view.split("/")[0] ?? ""} at ${width}`;
        if (HIDDEN.test(await page.locator("body").innerText()))
          wrong.push(`${place}: a character that is not seen`);
        const { overflow, elements } = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - innerWidth,
          elements: document.querySelectorAll(
            "img, iframe, object, embed, form[action], [onerror], [onmouseover], a[href^='javascript']",
          ).length,
        }));
        if (overflow > 0) wrong.push(`${place}: ${overflow} pixels too wide`);
        if (elements > 0) wrong.push(`${place}: ${elements} elements of theirs`);
      }
      await goTo(page, "#/buckets?sort=name");
      if ((await page.locator(".body [role=row]").count()) !== 2) wrong.push(`a row is missing at ${width}`);
      await page.getByRole("link", { name: "after" }).waitFor();
    }
    expect(wrong).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});
