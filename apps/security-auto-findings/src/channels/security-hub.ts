import { asffOf } from "@security-auto/finding-formats";
import type { OpenChannel } from "./channel";

/** AWS Security Hub, where a finding keeps one id through all its transitions. Its client is loaded with the first finding. */
export const securityHub: OpenChannel = ({ configuration: { securityHubAccount: accountId }, region }) => {
  if (accountId === undefined) return undefined;
  const importer = once(async () => (await import("./import-finding")).findingImporter(region));
  return async (finding, signal) => {
    const importFinding = await importer();
    await importFinding(asffOf(finding, { accountId, region }), signal);
  };
};

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
