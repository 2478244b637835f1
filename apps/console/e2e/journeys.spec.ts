import { CONSOLE, describeInBrowser, goTo } from "./browser";
import { sampleReport, usePages } from "./sample-report";

const pages = usePages();

const ANONYMOUS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Downloads",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::x/*",
    },
  ],
});

describeInBrowser("journeys", (open) => {
  test("find the public bucket, read why, copy what undoes its remediation", async () => {
    const file = await pages.write("register", sampleReport());
    const { page, problems, close } = await open(file, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("link", { name: "2 may be public" }).click();
    expect(await page.getByRole("status").first().textContent()).toBe("2 buckets of 3");
    await page.getByRole("link", { name: "ledger-archive" }).click();
    expect(await page.locator("mark").first().textContent()).toContain('"Sid": "Downloads"');
    expect(await page.getByText("it allows anyone on the internet").first().isVisible()).toBe(true);
    await page.getByRole("link", { name: /ledger-archive of account 444455556666/ }).click();
    await page.getByRole("button", { name: "Copy: undo" }).click();
    await page.getByRole("button", { name: "Copy: undo" }).getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^npm run undo -- '[\w-]+' --owner NAME --reason TEXT$/);
    expect(problems).toEqual([]);
    await close();
  });

  test("the number of actions leads to those that it counts", async () => {
    const { page, close } = await open(await pages.write("numbers", sampleReport()));
    await page.getByRole("link", { name: "0 planned" }).click();
    await page.getByText("0 actions that are planned").waitFor();
    await close();
  });

  test("type a policy and see the verdict turn", async () => {
    const { page, problems, close } = await open(CONSOLE);
    const editor = page.getByRole("textbox", { name: "A bucket, or its policy, in JSON" });
    await editor.fill(ANONYMOUS);
    await page.getByText("violates an invariant").first().waitFor();
    await editor.fill(ANONYMOUS.replace('"Principal":"*"', '"Principal":{"AWS":"444455556666"}'));
    await page.getByText("between private and external").first().waitFor();
    await page.getByLabel("Account of the bucket").fill("444455556666");
    await page.getByText("Who can access it: the bucket owner's account and AWS services.").waitFor();
    await editor.fill("{");
    await page.getByText("This is not JSON: line 1, column 2: close brace expected.").waitFor();
    await editor.fill("");
    await page.getByText("There is nothing to judge yet").waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  test("what is in the playground is in its address", async () => {
    const { page, close } = await open(CONSOLE);
    await page.getByRole("textbox", { name: "A bucket, or its policy, in JSON" }).fill(ANONYMOUS);
    await page.getByText("violates an invariant").first().waitFor();
    const address = page.url();
    const other = await open(CONSOLE);
    await other.page.goto(address);
    await other.page.reload();
    await other.page.getByText("bucket policy (Downloads)").waitFor();
    await other.close();
    await close();
  });

  test("an event pattern says what an event lacks", async () => {
    const { page, problems, close } = await open(CONSOLE);
    await goTo(page, "#/pattern");
    await page.getByText('detail.eventName is "PutBucketAcl"').waitFor();
    await page
      .getByRole("textbox", { name: "Event", exact: true })
      .fill('{"source":"aws.s3","detail":{"eventName":"DeleteBucket"}}');
    await page.getByText("The event matches.").waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  test("by the keyboard alone: past the navigation, into the list, to a bucket", async () => {
    const file = await pages.write("keyboard", sampleReport(200));
    const { page, close } = await open(file);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Buckets" }).waitFor();
    for (let presses = 0; presses < 20; presses++) {
      if (await page.evaluate(() => document.activeElement?.textContent === "ledger-archive")) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "ledger-archive" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await close();
  });

  test("a list of 100,000 buckets has its last one at its end, and draws what is seen alone", async () => {
    const file = await pages.write("many", sampleReport(100_000));
    const { page, problems, close } = await open(file);
    await goTo(page, "#/buckets?sort=name");
    const list = page.getByRole("region", { name: "Buckets" });
    await list.evaluate((frame) => {
      frame.scrollTop = frame.scrollHeight;
    });
    await page.getByRole("link", { name: "vault" }).waitFor();
    expect(await page.getByRole("row").count()).toBeLessThan(100);
    expect(problems).toEqual([]);
    await close();
  });
});
