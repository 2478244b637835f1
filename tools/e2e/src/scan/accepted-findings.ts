import { z } from "zod";
import { Failure } from "../failure";
import type { Finding } from "./finding";

/** A check that is not asked of one type of resource, and the true sentence why. */
const acceptedFinding = z.strictObject({
  tool: z.enum(["cfn-lint", "checkov"]),
  id: z.string().min(1),
  resourceType: z.string(),
  reason: z.string().min(20),
});

export type AcceptedFinding = z.infer<typeof acceptedFinding>;

/** @throws Failure naming what is wrong where */
export function parseAcceptedFindings(text: string, file: string): readonly AcceptedFinding[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file}: ${error instanceof Error ? error.message : String(error)}`, 2);
  }
  const parsed = z.array(acceptedFinding).safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Failure(`${file}: ${issues.join("; ")}`, 2);
}

export interface Judged {
  /** Findings that nobody accepted. */
  readonly open: readonly Finding[];
  /** Entries that excuse nothing: what they were for does not exist any more, and they would hide what comes next. */
  readonly unused: readonly AcceptedFinding[];
}

export function judgeFindings(findings: readonly Finding[], accepted: readonly AcceptedFinding[]): Judged {
  const excuses = (entry: AcceptedFinding, finding: Finding) =>
    entry.tool === finding.tool && entry.id === finding.id && entry.resourceType === finding.resourceType;
  return {
    open: findings.filter((finding) => !accepted.some((entry) => excuses(entry, finding))),
    unused: accepted.filter((entry) => !findings.some((finding) => excuses(entry, finding))),
  };
}
