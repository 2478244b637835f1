import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "..", "..", "python");
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const lists = readdirSync(folder).filter((file) => file.endsWith(".in"));

/** One entry for each package: its line, with the lines that continue it. */
const entries = (text: string) =>
  text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

test("there are two lists", () => {
  expect(lists).toEqual(["ministack.in", "templates.in"]);
});

test.each(lists)("%s is pinned with hashes, to the end", (list) => {
  const pinned = entries(read(list.replace(".in", ".txt")));
  for (const entry of pinned) {
    const [requirement = "", ...hashes] = entry.split("--hash=");
    expect(requirement).toMatch(/^[\w.-]+==\d/);
    expect(hashes.length).toBeGreaterThan(0);
    for (const hash of hashes) expect(hash.trim()).toMatch(/^sha256:[0-9a-f]{64}$/);
  }
  for (const wanted of entries(read(list))) {
    expect(pinned.filter((entry) => entry.startsWith(`${wanted} `))).toHaveLength(1);
  }
});
