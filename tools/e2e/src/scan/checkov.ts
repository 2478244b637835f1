import { basename } from "node:path";
import { z } from "zod";
import { Failure } from "../failure";
import type { Finding } from "./finding";
import { scannerOutput } from "./scanner-output";
import type { Template } from "./template";

const report = z.object({
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), resource: z.string(), file_path: z.string() }),
    ),
  }),
  summary: z.object({ passed: z.number(), parsing_errors: z.number(), resource_count: z.number() }),
});

const ARGUMENTS = ["-m", "checkov.main", "--framework", "cloudformation", "--output", "json", "--compact"];
/** The checks of the package alone, none from the platform; with no proxy to talk to, a call that is made anyway fails at once. */
const OFFLINE = {
  arguments: ["--quiet", "--skip-download"],
  env: { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9", NO_PROXY: "", BC_API_KEY: "" },
};

/** Runs checkov without network. */
export function checkov(python: string, templates: readonly Template[]): readonly Finding[] {
  const { results, summary } = scannerOutput(
    "checkov",
    report,
    python,
    [...ARGUMENTS, ...OFFLINE.arguments, "--file", ...templates.map(({ path }) => path)],
    (status) => status === 0 || status === 1,
    OFFLINE.env,
  );
  const resources = templates.reduce((sum, { types }) => sum + types.size, 0);
  if (summary.parsing_errors > 0 || summary.passed === 0 || summary.resource_count < resources) {
    throw new Failure(
      `checkov read ${summary.resource_count} of ${resources} resources, with ${summary.parsing_errors} parsing errors`,
      1,
    );
  }
  return results.failed_checks.map(({ check_id, check_name, resource, file_path }) => ({
    tool: "checkov",
    id: check_id,
    // `TYPE.LOGICAL_ID`
    resourceType: resource.split(".")[0] ?? "",
    where: `${basename(file_path)}: ${resource}`,
    message: check_name,
  }));
}
