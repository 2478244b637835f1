import * as z from "zod";

const text = (most: number) => z.string().regex(/\S/).max(most);
const time = z.iso.datetime({ offset: true });
const severity = z.looseObject({ Label: z.enum(["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]) });
const types = z
  .array(
    z
      .string()
      .regex(
        /^(?:Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(?:\/|$)/,
      ),
  )
  .max(50);

/**
 * Of the AWS Security Finding Format what has to be there, how long it may be, and what is chosen from a list.
 *
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */
export const findingSchema = z
  .looseObject({
    SchemaVersion: z.literal("2018-10-08"),
    Id: text(512),
    ProductArn: text(2048),
    GeneratorId: text(512),
    AwsAccountId: z.string().regex(/^\d{12}$/),
    CreatedAt: time,
    UpdatedAt: time,
    FirstObservedAt: time.optional(),
    LastObservedAt: time.optional(),
    Title: text(256),
    Description: text(1024),
    Severity: severity.optional(),
    Types: types.optional(),
    FindingProviderFields: z
      .looseObject({ Severity: severity.optional(), Types: types.optional() })
      .optional(),
    Remediation: z
      .looseObject({ Recommendation: z.looseObject({ Text: text(512), Url: text(2048).optional() }) })
      .optional(),
    ProductFields: z
      .record(z.string().max(128), text(2048))
      .refine((fields) => Object.keys(fields).length <= 50, "more than 50 fields")
      .optional(),
    Resources: z
      .array(z.looseObject({ Type: text(256), Id: text(512) }))
      .min(1)
      .max(32),
    Compliance: z
      .looseObject({ Status: z.enum(["PASSED", "WARNING", "FAILED", "NOT_AVAILABLE"]) })
      .optional(),
    RecordState: z.enum(["ACTIVE", "ARCHIVED"]).optional(),
    Workflow: z.looseObject({}).optional(),
  })
  .refine(({ Severity, FindingProviderFields }) => Severity ?? FindingProviderFields?.Severity, {
    path: ["FindingProviderFields", "Severity"],
    error: "no severity",
  });

export type ImportedFinding = z.infer<typeof findingSchema>;
