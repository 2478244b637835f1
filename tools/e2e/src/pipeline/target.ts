import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where the stack is tried. */
export interface Target {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** Undefined for AWS itself. */
  readonly endpoint: string | undefined;
  /** Undefined where the usual chain of credentials decides. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

const place = z.object({ account: z.string(), region: z.string() });

/** Account and region of an environment file that the launcher of the CDK app found to be right. */
export function placeOf(root: string, environment: string): z.infer<typeof place> {
  const file = join(root, "apps", "infra", "environments", `${environment}.json`);
  return place.parse(JSON.parse(readFileSync(file, "utf8")));
}
