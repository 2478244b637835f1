import { readFileSync } from "node:fs";
import { join } from "node:path";
import { command, ROOT } from "./command";

const DOC = readFileSync(join(ROOT, "docs/remediation.md"), "utf8");

/** Each bucket of the page, and what `npm run plan` is said to print of it. */
const EXAMPLES = [...DOC.matchAll(/^ *```json\n([^`]*)```\n\n *```text\n([^`]*)```/gm)].map(
  ([, bucket = "", printed = ""], index) => [index + 1, bucket, printed] as const,
);

test("there is an example of each kind of change", () => {
  const text = EXAMPLES.map(([, , printed]) => printed).join("");
  expect(EXAMPLES).toHaveLength(6);
  for (const call of ["PutPublicAccessBlock", "PutBucketPolicy", "PutBucketAcl"])
    expect(text).toContain(`would    ${call}: `);
});

test.each(EXAMPLES)("example %i is what the command prints", (_, bucket, printed) => {
  const { status, stdout, stderr } = command(["plan", "-"], bucket);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(dedented(printed)).toBe(stdout);
});

/** Without the indent of a list that an example stands in. */
function dedented(text: string): string {
  const [indent = ""] = /^ */.exec(text) ?? [];
  return text
    .split("\n")
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join("\n");
}
