import { basename } from "node:path";
import { z } from "zod";
import type { Finding } from "./finding";
import { scannerOutput } from "./scanner-output";
import type { Template } from "./template";

const output = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Message: z.string(),
    Filename: z.string(),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullable() }),
  }),
);

/** The package has no module to run, only the function behind its command. */
const PROGRAM = "import sys; from cfnlint.runner import main; sys.exit(main())";
/** Errors and warnings; its hints are about how a template written by hand reads. */
const ARGUMENTS = ["-c", PROGRAM, "--format", "json", "--"];

/** Runs cfn-lint, which answers from the schemas in its own package. */
export function cfnLint(python: string, templates: readonly Template[]): readonly Finding[] {
  const findings = scannerOutput(
    "cfn-lint",
    output,
    python,
    [...ARGUMENTS, ...templates.map(({ path }) => path)],
    // A bit each for errors and warnings; 1 is cfn-lint's own failure.
    (status) => status !== 1,
  );
  return findings.map(({ Rule, Message, Filename, Location }) => {
    const path = Location.Path ?? [];
    const [section, logicalId] = path;
    const template = templates.find((each) => each.path === Filename);
    return {
      tool: "cfn-lint",
      id: Rule.Id,
      resourceType: section === "Resources" ? (template?.types.get(String(logicalId)) ?? "") : "",
      where: `${basename(Filename)}: ${path.join("/")}`,
      message: Message,
    };
  });
}
