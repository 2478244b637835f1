import type { PermissionLine, RoleLine, TrustLine } from "../policies/describe-role";
import type { Terminal } from "./terminal";
import { styled } from "./text";

/** A role for a person: who may assume it, then each action, on what, and what needs it. */
export async function printRole(
  { role, arn, stack, trust, permissions }: RoleLine,
  out: Terminal,
): Promise<void> {
  await out.print([styled("bold", role), "  ", styled("dim", `${arn}, stack ${stack}`)]);
  for (const line of trust) await printTrust(line, out);
  for (const line of permissions) await printPermission(line, out);
  await out.print();
}

async function printTrust({ effect, principal, action, condition }: TrustLine, out: Terminal): Promise<void> {
  const verb = effect === "Allow" ? "trusts " : "refuses";
  const which = action === "sts:AssumeRole" ? "" : ` for ${action}`;
  await out.print(["  ", styled("dim", verb), `  ${principal}${which}${inWords(condition)}`]);
}

async function printPermission(
  { effect, action, resource, condition, accessLevel, because, call }: PermissionLine,
  out: Terminal,
): Promise<void> {
  const verb = effect === "Allow" ? "may    " : "may not";
  const level = accessLevel === null ? "" : ` (${accessLevel})`;
  await out.print(["  ", styled("dim", verb), `  ${action}${level} on ${resource}${inWords(condition)}`]);
  if (effect === "Deny") return;
  await out.print(
    because === null || call === null
      ? ["           ", styled("red", "nothing needs it")]
      : ["           ", styled("dim", "for"), ` ${call}: ${because}`],
  );
}

function inWords(condition: TrustLine["condition"]): string {
  const parts = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${[values].flat().join(" or ")}`),
  );
  return parts.length === 0 ? "" : `, if ${parts.join(" and ")}`;
}
