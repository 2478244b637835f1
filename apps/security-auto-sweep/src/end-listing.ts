import type { SweepPage } from "@security-auto/register";
import type { Ports } from "./ports";

/** So many buckets are named in one event. */
const MOST_NAMED = 100;

/**
 * After the last page of an account: tells which buckets of the register were not listed, and has the account's coverage checked, in the
 * regions where it has buckets.
 */
export async function endListing({ sweep, account }: SweepPage, ports: Ports): Promise<void> {
  const { register, publish, send, logger } = ports;
  const pages = await register.pages(sweep, account);
  const buckets = pages.flatMap((page) => page.buckets);
  // The listing began with the first page: what was created since may be missing.
  const [first] = pages;
  if (first === undefined) return;
  const listed = new Set(buckets.map(({ name }) => name));
  const missing: string[] = [];
  for await (const bucket of register.bucketsOf(account)) if (!listed.has(bucket)) missing.push(bucket);
  for (let from = 0; from < missing.length; from += MOST_NAMED)
    await publish({
      kind: "not listed",
      notListed: {
        version: "1",
        sweep,
        accountId: account,
        listedAt: first.listedAt,
        buckets: missing.slice(from, from + MOST_NAMED),
      },
    });
  if (missing.length > 0) logger.info("Buckets of the register that are not listed", { account, missing });
  const regions = new Set(buckets.flatMap(({ region }) => region ?? []));
  await send([
    { message: { version: "1", message: "coverage", account, bucketRegions: [...regions].sort(), sweep } },
  ]);
}
