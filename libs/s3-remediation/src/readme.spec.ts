import { readFileSync } from "node:fs";
import { join } from "node:path";
import { planOf } from "../test/readme-example";

const folder = join(__dirname, "..");

test("the README's example is the one that compiles", () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, "README.md"), "utf8"))?.[1];
  const compiled = readFileSync(join(folder, "test/readme-example.ts"), "utf8");
  expect(example).toBe(compiled.replace('"../src"', '"@security-auto/s3-remediation"'));
});

test("and says what it says", () => {
  const Statement = [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::ledger-archive/*" },
  ];
  const policy = JSON.stringify({ Version: "2012-10-17", Statement });
  expect(planOf({ name: "ledger-archive", account: "444455556666", policy }, policy)).toEqual([
    expect.stringMatching(/^PutPublicAccessBlock: the policy is public/),
  ]);
});
