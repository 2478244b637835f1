import { readFileSync } from "node:fs";
import { join } from "node:path";
import { virtualEnvironment } from "../python/virtual-environment";
import { judgeFindings, parseAcceptedFindings } from "./accepted-findings";
import { cfnLint } from "./cfn-lint";
import { checkov } from "./checkov";
import { synthesizedTemplates } from "./template";

/** From the workspace's root. */
const ACCEPTED = join("tools", "e2e", "accepted-findings.json");
const REQUIREMENTS = join("tools", "e2e", "python", "templates.txt");

/**
 * Asks cfn-lint and checkov about the synthesized templates.
 *
 * @returns 1 where a finding is not accepted, or an accepted one is no longer there
 */
export function scanTemplates(root: string, print: (line: string) => void): 0 | 1 {
  const templates = synthesizedTemplates(root);
  const accepted = parseAcceptedFindings(readFileSync(join(root, ACCEPTED), "utf8"), ACCEPTED);
  const python = virtualEnvironment(root, REQUIREMENTS);
  const findings = [...cfnLint(python, templates), ...checkov(python, templates)];
  const { open, unused } = judgeFindings(findings, accepted);
  for (const { tool, id, where, message } of open) print(`${tool} ${id} ${where}: ${message}`);
  for (const { tool, id, resourceType } of unused) {
    print(
      `${ACCEPTED}: ${tool} ${id} of ${resourceType || "the template"} is accepted and not found: take it out`,
    );
  }
  print(
    `${templates.length} templates: ${findings.length - open.length} findings accepted with a reason, ${open.length} open, ${unused.length} accepted in vain`,
  );
  return open.length + unused.length === 0 ? 0 : 1;
}
