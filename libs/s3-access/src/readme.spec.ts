import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reachOf } from "../test/readme-example";

const folder = join(__dirname, "..");

test("the README's example is the one that compiles", () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, "README.md"), "utf8"))?.[1];
  const compiled = readFileSync(join(folder, "test/readme-example.ts"), "utf8");
  expect(example).toBe(compiled.replace('"../src/judging"', '"@security-auto/s3-access/judging"'));
});

test("and says what it says", () => {
  expect(reachOf({ name: "ledger-archive", account: "444455556666", region: "us-west-2" })).toBe(
    "private to private",
  );
});
