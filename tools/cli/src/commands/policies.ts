import { LocalCloudError, readStackResources } from "@security-auto/local-cloud";
import type { CommandArguments } from "../command-line/command-line";
import { printRole } from "../output/print-role";
import type { Terminal } from "../output/terminal";
import { accessLevel } from "../policies/access-level";
import { describeRole, isReasoned } from "../policies/describe-role";
import { rolesOf, type StackRole } from "../policies/stack-role";
import { functionsBehind, type Wiring, wiringOf } from "../policies/wiring";
import { UsageError } from "../core/usage-error";

/** Stands for the id of each account that has the member stack. */
const MEMBER = "MEMBER_ACCOUNT";

/**
 * `policies -- [--json] [FUNCTION]`: every role that the stacks make, or those of one function: who may assume it, what
 * it may do, and what needs each action.
 *
 * @returns 1 when nothing needs some action, 0 otherwise
 * @throws UsageError for a function there is not
 */
export async function policies(
  { json, files: [name, ...others], root }: CommandArguments,
  out: Terminal,
): Promise<0 | 1> {
  if (others.length > 0) throw new UsageError("policies takes one FUNCTION at most");
  const resources = stackResources(root);
  const wiring = wiringOf(resources);
  const roles = rolesOf(resources).filter((role) => name === undefined || isOf(name, role, wiring));
  if (roles.length === 0) {
    const known = wiring.functions.map((each) => each.name);
    throw new UsageError(`there is no function ${String(name)}; there are: ${known.join(", ")}`);
  }
  let reasoned = true;
  for (const role of roles) {
    const line = await describeRole(role, wiring, accessLevel);
    reasoned &&= isReasoned(line);
    if (json) await out.print(JSON.stringify(line));
    else await printRole(line, out);
  }
  return reasoned ? 0 : 1;
}

function stackResources(root: string) {
  const assembly = `${root}/dist/apps/infra/cdk.out`;
  const [first] = readStackResources({ assembly });
  if (first === undefined) throw new LocalCloudError(`${assembly} has no resources`);
  const template = `${root}/dist/apps/infra/member.template.json`;
  return readStackResources({
    assembly,
    members: [{ accountId: MEMBER, regions: [first.stack.region], template }],
  });
}

/** The roles that a function runs in and assumes, and those that it is invoked in. */
function isOf(name: string, role: StackRole, wiring: Wiring): boolean {
  const wanted = wiring.functions.find((each) => each.name === name);
  return (
    wanted !== undefined &&
    (functionsBehind(role, wiring).includes(wanted) ||
      wiring.targets.some(({ roleArn, targetArn }) => roleArn === role.arn && targetArn === wanted.arn))
  );
}
