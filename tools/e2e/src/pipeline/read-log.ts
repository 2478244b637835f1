import { type CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";

/** The lines of a log group that name a bucket. */
export async function linesAbout(
  client: CloudWatchLogsClient,
  {
    logGroupName,
    bucket,
    since,
  }: { readonly logGroupName: string; readonly bucket: string; readonly since: Date },
): Promise<readonly string[]> {
  const lines: string[] = [];
  const request = { logGroupName, startTime: since.getTime(), filterPattern: `"${bucket}"` };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, request)) {
    lines.push(...events.map(({ message = "" }) => message));
  }
  return lines;
}
