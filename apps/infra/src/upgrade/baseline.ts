import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { outlineSchema } from "./outline";

/** From the workspace's root. */
export const BASELINE_FILE = join("apps", "infra", "upgrade", "baseline.json");

const baselineSchema = z.strictObject({
  /** The commit whose templates they are. */
  commit: z.string(),
  /** By the name of the environment: what is deployed to the security account, and to members. */
  environments: z.record(z.string(), z.strictObject({ central: outlineSchema, member: outlineSchema })),
});

/** What an earlier release deploys. */
export type Baseline = z.output<typeof baselineSchema>;

/** @param file - e.g. {@link BASELINE_FILE} */
export function readBaseline(file: string): Baseline {
  return baselineSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
