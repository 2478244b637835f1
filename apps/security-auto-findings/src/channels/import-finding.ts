import {
  BatchImportFindingsCommand,
  type BatchImportFindingsCommandOutput,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import type { AsffFinding } from "@security-auto/finding-formats";
import { TIMEOUTS } from "../timeouts";
import { ImportError } from "./import-error";

export type ImportFinding = (finding: AsffFinding, signal: AbortSignal) => Promise<void>;

/**
 * Imports findings into Security Hub of one region, one by one. The SDK tries again what is throttled.
 *
 * @throws ImportError when Security Hub did not import it, also where it answered the call with success
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export function findingImporter(region: string): ImportFinding {
  const client = new SecurityHubClient({ region, requestHandler: TIMEOUTS });
  return async (finding, abortSignal) => {
    const { Id, ProductArn } = finding;
    let output: BatchImportFindingsCommandOutput;
    try {
      output = await client.send(new BatchImportFindingsCommand({ Findings: [finding] }), { abortSignal });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new ImportError(Id, ProductArn, name, message, { cause: error });
    }
    if (output.FailedCount === 0) return;
    const { ErrorCode = "UnreadableAnswer", ErrorMessage = "no reason given" } =
      output.FailedFindings?.[0] ?? {};
    throw new ImportError(Id, ProductArn, ErrorCode, ErrorMessage);
  };
}
