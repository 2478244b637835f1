import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exposureOf } from "../test/readme-example";

const folder = join(__dirname, "..");

test("the README's example is the one that compiles", () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, "README.md"), "utf8"))?.[1];
  const compiled = readFileSync(join(folder, "test/readme-example.ts"), "utf8");
  expect(example).toBe(compiled.replace('"../src"', '"@security-auto/s3-exposure"'));
});

test("and says what it says", () => {
  expect(exposureOf({ name: "ledger-archive", account: "444455556666", region: "us-west-2" })).toBe(
    "private to private",
  );
});
