import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readerOf } from "../test/readme-example";

const folder = join(__dirname, "..");

test("the README's example is the one that compiles", () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, "README.md"), "utf8"))?.[1];
  const compiled = readFileSync(join(folder, "test/readme-example.ts"), "utf8");
  expect(example).toBe(compiled.replace('"../src"', '"@security-auto/s3-reader"'));
});

test("and makes a reader that has called nothing", () => {
  expect(() => {
    readerOf("111122223333", "us-west-2", "one").close();
  }).not.toThrow();
});
