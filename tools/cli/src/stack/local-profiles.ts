import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalCloud } from "@security-auto/local-cloud";
import { makeTemporaryFolder, temporaryFolderError } from "@security-auto/temporary-folder";

/**
 * Lends `use` a file of AWS profiles: an administrator of each account, by the account's id, whom only the local cloud knows.
 * Without accounts there is none.
 *
 * @throws TemporaryFolderError where it cannot be written
 */
export async function withLocalProfiles<T>(
  accounts: readonly string[],
  cloud: LocalCloud,
  use: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (accounts.length === 0) return use(undefined);
  const profiles = accounts.map((accountId) => {
    const { accessKeyId, secretAccessKey } = cloud.credentials({ accountId, userName: "operator" });
    return `[${accountId}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  });
  const folder = makeTemporaryFolder("profiles");
  try {
    const file = join(folder.path, "credentials");
    write(file, profiles.join("\n"));
    return await use(file);
  } finally {
    folder.remove();
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    throw temporaryFolderError(error) ?? error;
  }
}
