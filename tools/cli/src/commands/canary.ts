import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { readEventPipeline } from "@security-auto/local-cloud";
import { awsErrorInWords, isAwsError } from "../aws/aws-error";
import { canaryBucket, changeBucket, deleteBucket, makeBucket } from "../canary/canary-bucket";
import { canaryPlace } from "../canary/canary-place";
import { canaryClients } from "../canary/clients";
import { type Leg, LEGS, type Seen, secondsOf } from "../canary/legs";
import { watchChange } from "../canary/watch-change";
import type { CommandArguments } from "../command-line/command-line";
import { howToCall } from "../command-line/usage";
import { interruption } from "../core/interruption";
import { UsageError } from "../core/usage-error";
import type { Terminal } from "../output/terminal";
import { styled } from "../output/text";
import { assemblyIn } from "../stack/local-stack";

/** CloudTrail delivers most events within a minute, and says 15 minutes at most on average. */
const WAITS_SECONDS = 900;

/**
 * `canary -- --profile MEMBER [--json] [--wait SECONDS] [--environment NAME] [--endpoint URL]`: makes a bucket in a member account, changes a
 * tag of it, waits until the change was seen, judged and recorded, and deletes the bucket.
 *
 * @returns 1 where the change was not seen to its end in time
 * @throws UsageError where a call is refused or cannot be made
 */
export async function canary(args: CommandArguments, out: Terminal): Promise<0 | 1> {
  const { profile, endpoint, json } = args;
  if (profile === undefined || profile === "")
    throw new UsageError(
      `canary needs --profile, an AWS profile of a member account; ${howToCall("canary")}`,
    );
  const waitSeconds = wholeSeconds(args.wait);
  const place = canaryPlace(readEventPipeline(assemblyIn(args.root)));
  const { region } = place;
  const clients = canaryClients({ region, profile, ...(endpoint !== undefined && { endpoint }) });
  let step = `profile ${profile}`;
  let left: (() => Promise<void>) | undefined;
  const { signal, release } = interruption("the canary's bucket may be left behind");
  try {
    const { Account: account = "" } = await clients.sts.send(new GetCallerIdentityCommand({}));
    const bucket = canaryBucket(account, region);
    step = `the bucket ${bucket.name} of account ${account}`;
    // A call that ends as an error may have made it all the same.
    left = () => deleteBucket(bucket, clients.s3);
    await makeBucket(bucket, clients.s3);
    if (!json) await out.print(styled("bold", `${bucket.name} (account ${account}, ${region})`));
    const calledAt = await changeBucket(bucket, clients.s3);
    step = `the log ${place.logGroup} or the register of account ${place.accountId}`;
    const legs: readonly Leg[] = [
      "event",
      "assessment",
      ...(place.register === undefined ? [] : (["register"] as const)),
    ];
    const seen = await watchChange({
      bucket,
      place,
      clients,
      calledAt,
      legs,
      until: calledAt + waitSeconds * 1000,
      signal,
      seen: (now) => {
        out.progress(waitingFor(legs, now, calledAt));
      },
    });
    out.progress("");
    const { each, all } = secondsOf(calledAt, legs, seen);
    const isSeen = legs.every((leg) => seen[leg] !== undefined);
    if (json)
      await out.print(
        JSON.stringify({
          bucket: bucket.name,
          account,
          region,
          seconds: { ...each, all: isSeen ? all : null },
        }),
      );
    else for (const line of inWords(legs, each, isSeen ? all : undefined)) await out.print(line);
    if (!isSeen && !signal.aborted)
      out.complain(
        `the change was not seen to its end within ${waitSeconds} s: npm run doctor says what is not in place`,
      );
    return isSeen ? 0 : 1;
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw new UsageError(`${step}: ${awsErrorInWords(error)}`, { cause: error });
  } finally {
    out.progress("");
    await left?.().catch((error: unknown) => {
      out.complain(`the bucket is left behind: ${awsErrorInWords(error)}`);
    });
    release();
    for (const client of Object.values(clients)) client.destroy();
  }
}

function wholeSeconds(text: string | undefined): number {
  if (text === undefined) return WAITS_SECONDS;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UsageError(`--wait needs a number of seconds from 1 to 99999, not ${text}`);
}

function waitingFor(legs: readonly Leg[], seen: Seen, calledAt: number): string {
  const next = legs.find((leg) => seen[leg] === undefined);
  const seconds = Math.round((Date.now() - calledAt) / 1000);
  return next === undefined ? "" : `${seconds} s, waiting: ${next} (${LEGS[next]})`;
}

function inWords(
  legs: readonly Leg[],
  seconds: Readonly<Record<string, number | null>>,
  all: number | undefined,
) {
  const cell = (value: number | null | undefined): string =>
    (value === null || value === undefined ? "not seen" : `${value.toFixed(1)} s`).padStart(9);
  return [
    ...legs.map((leg) => `${leg.padEnd(11)}${cell(seconds[leg])}  ${LEGS[leg]}`),
    `${"all".padEnd(11)}${cell(all)}`,
  ];
}
