import type { SweepPage } from "@security-auto/register";
import { askForAll } from "./ask-for-all";
import { PARTS_KEPT_SECONDS } from "./begin";
import { endListing } from "./end-listing";
import type { AccountMessage, PageMessage } from "./messages";
import type { Ports } from "./ports";

/**
 * Lists one page of an account's buckets, asks for an assessment of each, and has the next page listed after a while; after the last page
 * the listing is ended. A page that the register has is not listed again: its buckets keep their places, by which they are counted.
 *
 * @throws what the register, S3, STS, the bus and the queue throw: the same message can be worked on again
 */
export async function listPage(message: AccountMessage | PageMessage, ports: Ports): Promise<void> {
  const { sweep, account, reason } = message;
  const { register, logger } = ports;
  const [whole, standing] = await Promise.all([register.sweep(sweep), register.account(sweep, account)]);
  const isOpen = standing?.state === "open" && standing.because === undefined;
  if (whole === undefined || whole.finishedAt !== undefined || !isOpen) {
    logger.info("Nothing to list: the sweep has ended, or its account has", { sweep, account });
    return;
  }
  const page = await pageOf(message, ports);
  if (typeof page === "string") {
    logger.warn("The account's buckets cannot be listed: it is not covered", { account, because: page });
    // Sent first: once the account has ended, the same message does nothing.
    await ports.send([{ message: { version: "1", message: "coverage", account, sweep } }]);
    await register.putAccount({ ...standing, because: page });
    return;
  }
  await askForAll(page, reason, ports);
  if (page.next === undefined) await endListing(page, ports);
  else
    await ports.send([
      {
        message: {
          version: "1",
          message: "page",
          sweep,
          account,
          reason,
          page: page.page + 1,
          listedAt: page.listedAt,
          token: page.next,
        },
        delaySeconds: Math.ceil(page.buckets.length / ports.bucketsPerSecondPerAccount),
      },
    ]);
  logger.info("Buckets of the account", { sweep, account, page: page.page, buckets: page.buckets.length });
}

/** The page as the register has it then, or why it cannot be listed. */
async function pageOf(
  message: AccountMessage | PageMessage,
  { register, listBuckets, now }: Ports,
): Promise<SweepPage | string> {
  const { sweep, account } = message;
  const { page, listedAt, token } =
    message.message === "page"
      ? message
      : { page: 1, listedAt: new Date(now()).toISOString(), token: undefined };
  const known = await register.page({ sweep, account, page });
  if (known !== undefined) return known;
  const listed = await listBuckets(account, token);
  if (listed.kind === "refused") return listed.because;
  const { buckets, next } = listed;
  const made: SweepPage = {
    item: "sweep-page",
    version: "1",
    sweep,
    account,
    page,
    listedAt,
    buckets,
    ...(next !== undefined && { next }),
    expiresAt: Math.floor(now() / 1000) + PARTS_KEPT_SECONDS,
  };
  if (await register.putPage(made)) return made;
  // The same message was delivered twice at once.
  return (await register.page({ sweep, account, page })) ?? made;
}
