import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { accessCallsTable, listTamperingCalls } from "@security-auto/events";

const ROOT = resolve(__dirname, "../../..");

const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(ROOT, file)));

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

test("the README's table of calls is the one the rule's pattern comes from", () => {
  const between = /<!-- access-calls:start -->\n+([\s\S]*?)\n+<!-- access-calls:end -->/.exec(
    read("README.md"),
  )?.[1];
  expect(between).toBe(accessCallsTable().trim());
});

test("the table of calls that blind us has each that the rules forward, and no others", () => {
  const rows = [...read("docs/coverage.md").matchAll(/^\| `(\w+)` +\| `(\w+)` +\|/gm)];
  expect(rows.map(([, service, call]) => `${service ?? ""}:${call ?? ""}`)).toEqual(
    listTamperingCalls().map(({ service, call }) => `${service}:${call}`),
  );
});

test.each(documents)("every link of %s leads to a file", (file) => {
  const links = [...read(file).matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link ?? "");
  const missing = links.filter(
    (link) => !/^[a-z]+:/.test(link) && !existsSync(join(ROOT, dirname(file), decodeURI(link))),
  );
  expect(missing).toEqual([]);
});

/** What the guides have their readers make. */
const MADE_BY_READERS = /^apps\/infra\/environments\/prod\.json$|\bbucket-tags\b/;

test.each(documents)("every folder that %s names in a path exists", (file) => {
  const paths = [...read(file).matchAll(/`((?:apps|libs|tools|docs)\/[\w./-]+?)\/?`/g)].map(
    ([, path]) => path ?? "",
  );
  const there = (path: string) => MADE_BY_READERS.test(path) || existsSync(join(ROOT, path));
  expect(paths.filter((path) => !there(path))).toEqual([]);
});
