import type { JsonObject } from "../core/json";
import type { ImportTrace } from "../core/trace";
import { findingSchema, type ImportedFinding } from "./finding-schema";

/** Who imports, and under which product. */
export interface Importer {
  readonly accountId: string;
  /** The default product of the account, in the region that was called. */
  readonly productArn: string;
}

export type ImportResult =
  /** Absent: what is there is as late, and stays. */
  | { readonly success: true; readonly imported?: ImportTrace }
  | { readonly success: false; readonly error: { readonly code: string; readonly message: string } };

/** What Security Hub has: of each finding, when it was updated last. */
export class Hub {
  readonly #updatedAt = new Map<string, number>();

  /**
   * Creates or updates a finding by its product and id.
   *
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
   */
  import(input: JsonObject, { accountId, productArn }: Importer): ImportResult {
    const read = findingSchema.safeParse(input);
    if (!read.success) {
      const places = read.error.issues.map(({ path, message }) => `data.${path.join(".")}: ${message}`);
      return refused(
        "InvalidInput",
        `Finding does not adhere to Amazon Finding Format. ${places.join(", ")}`,
      );
    }
    const finding = read.data;
    if (finding.AwsAccountId !== accountId || finding.ProductArn !== productArn)
      return refused(
        "InvalidAccess",
        `Account ${accountId} may import its own findings under ${productArn}, not those of account ${finding.AwsAccountId} under ${finding.ProductArn}`,
      );
    const key = `${finding.ProductArn} ${finding.Id}`;
    const updatedAt = Date.parse(finding.UpdatedAt);
    if (updatedAt <= (this.#updatedAt.get(key) ?? -Infinity)) return { success: true };
    this.#updatedAt.set(key, updatedAt);
    return { success: true, imported: traceOf(finding) };
  }
}

const refused = (code: string, message: string): ImportResult => ({
  success: false,
  error: { code, message },
});

function traceOf(finding: ImportedFinding): ImportTrace {
  const { Id, Title, Severity, FindingProviderFields, Compliance, RecordState = "ACTIVE" } = finding;
  return {
    id: Id,
    title: Title,
    severity: (FindingProviderFields?.Severity ?? Severity)?.Label ?? "",
    compliance: Compliance?.Status ?? null,
    recordState: RecordState,
    finding,
  };
}
