import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const WORKFLOWS = resolve(__dirname, "../../../.github/workflows");
const read = (file: string) => readFileSync(join(WORKFLOWS, file), "utf8");

const PERMISSIONS = "\npermissions:\n  contents: read\n\n";
/** A commit of an action's repository, and the version it is, for Dependabot and for people. */
const PINNED = /^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What lets a workflow do more than it should, or run what nobody has looked at. */
function faults(workflow: string): readonly string[] {
  const lines = workflow.split("\n").map((line) => line.replace(/^[\s-]+/, "").trimEnd());
  const actions = lines.filter((line) => /^["']?uses\b/.test(line) && !PINNED.test(line));
  const others = workflow.includes(PERMISSIONS) ? workflow.replace(PERMISSIONS, "\n") : workflow;
  return [
    ...(others === workflow ? ["does not begin with read access to the contents alone"] : []),
    ...(/permissions|write-all/.test(others) ? ["has other permissions"] : []),
    ...(/pull_request_target|workflow_run/.test(workflow)
      ? ["runs foreign code with the repository's rights"]
      : []),
    ...(/\bsecrets\b/.test(workflow) ? ["reads a secret"] : []),
    ...(/\b(?:uses)\b[^\n]*\{|\{[^\n]*\buses\b/.test(workflow) ? ["has an action in braces"] : []),
    ...actions.map((line) => `is not pinned: ${line}`),
  ];
}

test.each(readdirSync(WORKFLOWS))(
  "%s may read the repository, and pins every action by its commit",
  (file) => {
    expect(faults(read(file))).toEqual([]);
    expect(read(file)).toContain("uses: actions/checkout@");
  },
);

describe("a workflow is refused", () => {
  const workflow = read("pr.yml");
  const checkout = /actions\/checkout@[0-9a-f]{40} # v[\d.]+/;

  test.each<[string, string]>([
    ["that may write everything", workflow.replace(PERMISSIONS, "\npermissions: write-all\n\n")],
    ["that may write contents", workflow.replace("contents: read", "contents: write")],
    [
      "that may write something else too",
      workflow.replace("contents: read", "contents: read\n  packages: write"),
    ],
    ["without permissions", workflow.replace(PERMISSIONS, "\n")],
    [
      "of which a job may do more",
      workflow.replace("    runs-on:", "    permissions:\n      id-token: write\n    runs-on:"),
    ],
    ["with an action pinned by a tag", workflow.replace(checkout, "actions/checkout@v5")],
    ["with an action pinned by a branch", workflow.replace(checkout, "actions/checkout@main")],
    ["with a shortened commit", workflow.replace(checkout, "actions/checkout@93cb6ef # v5.0.1")],
    ["with a commit of no version", workflow.replace(checkout, `actions/checkout@${"0".repeat(40)}`)],
    ["with an image for an action", workflow.replace(checkout, "docker://node:24")],
    ["that runs for foreign code", workflow.replace("pull_request:", "pull_request_target:")],
  ])("%s", (_, changed) => {
    expect(changed).not.toBe(workflow);
    expect(faults(changed)).not.toEqual([]);
  });
});
