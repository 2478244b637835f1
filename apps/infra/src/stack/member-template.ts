import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../environment/environment";
import { checkedApp, type CheckedAppProps } from "./checked-app";
import { MemberStack } from "./member-stack";

/**
 * The template of the member stack, as JSON. It is an app of its own: deployed with the central
 * stack it would end up in the central account.
 */
export function memberTemplate(
  environment: Environment,
  props: Pick<CheckedAppProps, "cloudFormationRules"> = {},
): string {
  const outdir = mkdtempSync(join(tmpdir(), "member-"));
  try {
    const app = checkedApp({ ...props, outdir });
    const { artifactId } = new MemberStack(app, `security-auto-member-${environment.name}`, { environment });
    const template: unknown = app.synth().getStackArtifact(artifactId).template;
    return JSON.stringify(template, undefined, 1);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
