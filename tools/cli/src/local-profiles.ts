import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalCloud } from "@security-auto/local-cloud";

/**
 * Lends `use` a file of AWS profiles: an administrator of each account, by the account's id, whom only the local cloud knows.
 * Without accounts there is none.
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
  const folder = await mkdtemp(join(tmpdir(), "security-auto-profiles-"));
  try {
    const file = join(folder, "credentials");
    await writeFile(file, profiles.join("\n"), { mode: 0o600 });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
