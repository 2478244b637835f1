import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.looseObject({ Metrics: z.unknown().optional() }).optional(),
    }),
  ),
});

/**
 * Takes out of an assembly's templates what MiniStack refuses: alarms on computed metrics, and the dashboard, which names them. The pipeline
 * needs neither, and on AWS both are deployed.
 */
export function leaveOutUnsupported(assembly: string): void {
  for (const name of readdirSync(assembly).filter((file) => file.endsWith(".template.json"))) {
    const file = join(assembly, name);
    const template = templateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).filter(
        ([, { Type, Properties }]) =>
          Type !== "AWS::CloudWatch::Dashboard" &&
          !(Type === "AWS::CloudWatch::Alarm" && Properties?.Metrics !== undefined),
      ),
    );
    writeFileSync(file, JSON.stringify({ ...template, Resources }));
  }
}
