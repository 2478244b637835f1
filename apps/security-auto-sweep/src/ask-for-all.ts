import type { AssessmentRequest } from "@security-auto/assessment";
import type { SweepPage } from "@security-auto/register";
import type { Ports } from "./ports";

/** So many requests are one call of PutEvents. */
const MOST_REQUESTS = 10;

/** Asks for an assessment of each bucket of a page. The id of each request says where the answer is counted. */
export async function askForAll(
  { sweep, account, page, buckets }: SweepPage,
  reason: string,
  { request, now }: Pick<Ports, "request" | "now">,
): Promise<void> {
  const requests = buckets.map(({ name, region }, place): AssessmentRequest => ({
    version: "1",
    requestId: `${account}/${page}/${place}`,
    bucket: name,
    accountId: account,
    ...(region !== undefined && { region }),
    requestedAt: new Date(now()).toISOString(),
    reason: `sweep: ${reason}`,
    sweep,
  }));
  for (let from = 0; from < requests.length; from += MOST_REQUESTS)
    await request(requests.slice(from, from + MOST_REQUESTS));
}
