import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { type AnsweredAssessment, assessmentIn, DETAIL_TYPES } from "@security-auto/assessment";
import type { LocalCloud, Trace } from "@security-auto/local-cloud";
import * as z from "zod";
import { fateOf } from "../../src/output/tally";
import { ROOT } from "../command";
import type { Expected, Row } from "./row";
import { ACCOUNT, REGION } from "./row";

/** What became of a row's event, and what its promises are checked by. */
export interface Observed {
  readonly summary: Expected;
  /** Whether Lambda had to end the function. */
  readonly killed: boolean;
}

const sample = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/tags-by-sso-user.json"), "utf8")) as {
  readonly detail: object;
};

/** Sends the event of a row through the stack, with its faults. */
export async function observe(cloud: LocalCloud, row: Row): Promise<Observed> {
  cloud.setFaults(row.faults);
  if (row.by !== "write") return observed(row, [await cloud.putEvent(eventOf(row))]);
  const before = cloud.traces().length;
  const s3 = new S3Client({
    region: REGION,
    endpoint: cloud.endpoints.s3,
    forcePathStyle: true,
    credentials: cloud.credentials({ accountId: row.account, userName: "ilse" }),
  });
  const TagSet = [{ Key: "row", Value: row.name }];
  await s3.send(new PutBucketTaggingCommand({ Bucket: row.name, Tagging: { TagSet } }));
  await cloud.settled();
  s3.destroy();
  return observed(
    row,
    cloud
      .traces()
      .slice(before)
      .flatMap((trace) => [trace, ...trace.followUps]),
  );
}

/** Starts the function's process, with an event of a bucket that is not there: no row has to wait for it. */
export async function warmUp(cloud: LocalCloud): Promise<void> {
  await cloud.putEvent(eventOf({ name: "warm-up", account: ACCOUNT }));
}

type Changed = Pick<Row, "name" | "account" | "call">;

const changeIdOf = ({ name }: Changed): string => `change-of-${name}`;

function eventOf(row: Changed): object {
  const { account, name, call = "PutBucketTagging" } = row;
  return {
    ...sample,
    id: `event-of-${name}`,
    account,
    detail: {
      ...sample.detail,
      eventName: call,
      eventID: changeIdOf(row),
      recipientAccountId: account,
      requestParameters: { bucketName: name },
      resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${name}` }],
    },
  };
}

/** Lambda's error object. */
const errorSchema = z.object({ errorType: z.string() });

function observed(row: Row, traces: readonly Trace[]): Observed {
  const all = <K extends "deadLetters" | "lost" | "faults" | "notifications">(name: K) =>
    traces.flatMap((trace) => trace[name] as readonly Trace[K][number][]);
  const invocation = traces.flatMap(({ invocations }) => invocations)[0];
  const assessment = assessmentIn(invocation?.response);
  const logs = invocation?.logs ?? [];
  const deadLetters = all("deadLetters");
  const texts = [...logs.map(({ message }) => message), ...deadLetters.map(({ body }) => body)];
  const mark = row.by === "write" ? `"bucketName":"${row.name}"` : changeIdOf(row);
  const fates = traces.map(fateOf);
  const summary: Expected = {
    outcome: invocation?.outcome ?? "not run",
    attempts: invocation?.attempts ?? 0,
    error: errorSchema.safeParse(invocation?.response).data?.errorType ?? null,
    verdict: assessment?.verdict ?? null,
    unread: unreadOf(assessment),
    refused: refusedIn(logs.filter(({ attempt }) => attempt === invocation?.attempts)),
    notifications: all("notifications").filter(({ subject }) => !subject.startsWith("ALARM")).length,
    deadLetters: deadLetters.map(({ reason, attributes }) =>
      [reason, attributes["ERROR_CODE"], attributes["RETRY_ATTEMPTS"]].filter(Boolean).join(" "),
    ),
    lost: all("lost").flatMap(({ what }) => (what === "alarm" ? [] : [what])),
    fate: (["logged", "dead-lettered"] as const).find((fate) => fates.includes(fate)) ?? "lost",
    kept: texts.some((text) => text.includes(mark) && text.includes('"userIdentity"')),
    published: traces
      .flatMap(({ followUps }) => followUps)
      .filter(({ event }) => event.detailType === DETAIL_TYPES.assessed).length,
    injected: all("faults").length,
  };
  return {
    summary,
    killed: logs.some(({ message }) => message.includes("Task timed out")) || summary.outcome === "timeout",
  };
}

function unreadOf(assessment: AnsweredAssessment | undefined): Expected["unread"] {
  const entries = Object.entries(assessment?.facets ?? {});
  return Object.fromEntries(
    entries.flatMap(([facet, state]) =>
      state === "denied" || state === "failed" ? [[facet, state] as const] : [],
    ),
  );
}

function refusedIn(lines: readonly { readonly message: string }[]): readonly string[] {
  const permissions = lines.flatMap(({ message }) => {
    const permission = message.startsWith('{"level":"WARN"')
      ? /"permission":"([^"]+)"/.exec(message)?.[1]
      : undefined;
    return permission === undefined ? [] : [permission];
  });
  return [...new Set(permissions)].sort();
}
