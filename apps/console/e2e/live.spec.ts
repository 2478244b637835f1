import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { TOKEN_HEADER } from "@security-auto/report";
import { violationsOf } from "./axe";
import { describeInBrowser, goTo, picture } from "./browser";
import { type LocalStack, startLocal } from "./local-stack";

// The local cloud starts, and its functions run: seconds on a busy machine.
jest.setTimeout(180_000);

/** How long the functions of a changed bucket may take on a busy machine, ms. */
const JUDGED = { timeout: 90_000 };

describeInBrowser("npm run local", (open) => {
  let stack: LocalStack;
  beforeAll(async () => {
    stack = await startLocal();
  });
  afterAll(() => stack.stop());

  test("open a bucket and watch it be judged, closed and told; break a permission, and mend it", async () => {
    const { page, problems, close } = await open(stack.page, { reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Open it to everyone" }).click();
    await page.getByText("ledger-archive is open to everyone").waitFor();
    await page.getByRole("heading", { name: "The way of event 1, PutBucketPolicy" }).waitFor(JUDGED);
    expect(page.url()).not.toContain("token");
    const stations = page.getByRole("list", { name: "Stations" });
    await stations.getByText("PUBLIC: bucket ledger-archive").first().waitFor();
    await stations.getByRole("heading", { name: "function security-auto-S3-restrict" }).waitFor();
    await stations.getByText("CLOSED: bucket ledger-archive").first().waitFor();
    await picture(page, "way-live");
    await goTo(page, "#/actions");
    await page.getByText("applied", { exact: true }).waitFor();
    await goTo(page, "#/way");
    await page.getByLabel("Permission").selectOption({ label: "EventBridge's lambda:InvokeFunction" });
    await page.getByRole("button", { name: "Break it" }).click();
    await page.getByText("Broken now").waitFor();
    await page.getByRole("button", { name: "Close it" }).click();
    await page.getByRole("heading", { name: "The way of event 2, DeleteBucketPolicy" }).waitFor(JUDGED);
    await stations.getByText("dead letters").first().waitFor();
    await page.getByRole("button", { name: "Mend it" }).click();
    await page.getByText("Everything is mended").waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "The way of event 2, DeleteBucketPolicy" }).waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  test("the way of an event is accessible", async () => {
    const { page, close } = await open(stack.page, { reducedMotion: "reduce", bypassCSP: true });
    await page.getByRole("list", { name: "Stations" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await close();
  });

  test("a page of another origin reads nothing and changes nothing", async () => {
    const other = await otherPage();
    const { page, close } = await open(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const { origin, token } = addressOf(stack);
    const ended = await page.evaluate(
      async ([at, header, value]) => {
        const how = (asked: Promise<Response>) =>
          asked.then(
            ({ type, status }) => `${type} ${status}`,
            () => "refused",
          );
        const body = '{"change":"break","permission":"publish"}';
        return [
          await how(fetch(`${at}/api/report`)),
          await how(fetch(`${at}/api/report`, { headers: { [header]: value } })),
          await how(fetch(`${at}/api/changes`, { method: "POST", body, headers: { [header]: value } })),
          await how(fetch(`${at}/api/changes`, { method: "POST", body, mode: "no-cors" })),
        ];
      },
      [origin, TOKEN_HEADER, token] as const,
    );
    await close();
    await new Promise((resolve) => other.close(resolve));
    expect(ended).toEqual(["refused", "refused", "refused", "refused"]);
    const report = await fetch(`${origin}/api/report`, { headers: { [TOKEN_HEADER]: token } });
    expect(await report.json()).not.toHaveProperty("broken");
  });

  test.each([
    ["another Host, as of a name that was made to resolve to this machine", { host: "rebound.example" }, 403],
    ["another Origin", { origin: "http://127.0.0.1:1" }, 403],
    ["no token", { [TOKEN_HEADER]: "" }, 403],
    ["all that the page sends", {}, 200],
  ])("a request with %s", async (_what, headers, status) => {
    const { origin, token } = addressOf(stack);
    expect(await statusOf(`${origin}/api/report`, { [TOKEN_HEADER]: token, ...headers })).toBe(status);
  });
});

function addressOf({ page }: LocalStack): { readonly origin: string; readonly token: string } {
  const { origin, hash } = new URL(page);
  return { origin, token: hash.split("token=")[1] ?? "" };
}

function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
}

/** A page that somebody else serves on this machine. */
async function otherPage(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>other</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
