import { readFileSync } from "node:fs";
import { join } from "node:path";
import { askedOfS3 } from "../test/readme-example";

const root = join(__dirname, "..");

test("the README's example is a file that is compiled", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = readFileSync(join(root, "test", "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@security-auto/testing"',
  );
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("it does what the README says", async () => {
  const program = async (_event: object, endpoint: string) => {
    await fetch(`${endpoint}/ledger-archive?acl`);
  };
  expect(await askedOfS3(program)).toEqual(["GetBucketAcl"]);
});
