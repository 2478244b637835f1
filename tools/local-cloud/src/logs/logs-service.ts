import { logGroupArn, parseArn, regionalArn } from "@security-auto/iam-policy";
import type { AwsService } from "../http/aws-server";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";
import { flagIn, listIn, numberIn, pageOf, requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Gatekeeping } from "../identity/admit";
import type { RunningCloud } from "../state/running-cloud";
import { filterPattern } from "./filter-pattern";
import type { LogGroup, StoredLine } from "../state/log-group";

/**
 * The calls of CloudWatch Logs that read.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function logsService({ resources }: RunningCloud, gate: Gatekeeping): AwsService {
  const operations: Readonly<Record<string, JsonOperation>> = {
    DescribeLogGroups: (call) => describeLogGroups([...resources.logGroups.values()], call),
    DescribeLogStreams: (call) =>
      describeLogStreams(groupOf(resources.logGroups, call, "DescribeLogStreams"), call),
    GetLogEvents: (call) => getLogEvents(groupOf(resources.logGroups, call, "GetLogEvents"), call),
    FilterLogEvents: (call) => filterLogEvents(groupOf(resources.logGroups, call, "FilterLogEvents"), call),
  };
  return jsonService({ target: "Logs_20140328", version: "1.1", operations, gate });
}

const MOST_GROUPS = 50;
const MOST_EVENTS = 10_000;

function describeLogGroups(all: readonly LogGroup[], call: JsonCall) {
  const { caller, region, input, permit } = call;
  const accountId = caller.accountId;
  permit("logs:DescribeLogGroups", regionalArn("logs", { region, accountId }, "log-group::log-stream:"));
  const prefix = textIn(input, "logGroupNamePrefix") ?? "";
  const part = textIn(input, "logGroupNamePattern") ?? "";
  const own = all
    .filter(({ arn, name }) => isAt(arn, accountId, region) && name.startsWith(prefix) && name.includes(part))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, next } = pageOf(own, textIn(input, "nextToken"), numberIn(input, "limit") ?? MOST_GROUPS);
  return {
    logGroups: page.map(({ name, arn, createdAt, lines }) => ({
      logGroupName: name,
      creationTime: createdAt,
      metricFilterCount: 0,
      arn: `${arn}:*`,
      logGroupArn: arn,
      storedBytes: lines.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0),
      logGroupClass: "STANDARD",
    })),
    ...(next !== undefined && { nextToken: next }),
  };
}

/** The group of a call, by name or ARN. */
function groupOf(groups: ReadonlyMap<string, LogGroup>, call: JsonCall, operation: string): LogGroup {
  const { caller, region, input, permit } = call;
  const identifier = textIn(input, "logGroupIdentifier");
  const name = identifier ?? requiredTextIn(input, "logGroupName");
  const arn = name.startsWith("arn:")
    ? name.replace(/:\*$/, "")
    : logGroupArn({ region, accountId: caller.accountId, name });
  const stream = operation === "GetLogEvents" ? requiredTextIn(input, "logStreamName") : "";
  permit(`logs:${operation}`, `${logStreamsOf(arn)}${stream}`);
  const group = groups.get(arn);
  if (group !== undefined) return group;
  throw new ServiceError("ResourceNotFoundException", 400, "The specified log group does not exist.");
}

/** What a permission on a group's streams names. */
function logStreamsOf(groupArn: string): string {
  return `${groupArn}:log-stream:`;
}

function isAt(arn: string, accountId: string, region: string): boolean {
  const parsed = parseArn(arn);
  return parsed?.accountId === accountId && parsed.region === region;
}

function describeLogStreams(group: LogGroup, { input }: JsonCall) {
  const prefix = textIn(input, "logStreamNamePrefix") ?? "";
  const byTime = textIn(input, "orderBy") === "LastEventTime";
  const streams = [...group.streams]
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const times = group.lines.filter(({ stream }) => stream === name).map((line) => line.at);
      return { name, first: times[0], last: times.at(-1) };
    })
    .sort((a, b) => (byTime ? (a.last ?? 0) - (b.last ?? 0) : a.name < b.name ? -1 : 1));
  const ordered = flagIn(input, "descending") ? streams.reverse() : streams;
  const { page, next } = pageOf(ordered, textIn(input, "nextToken"), numberIn(input, "limit") ?? MOST_GROUPS);
  return {
    logStreams: page.map(({ name, first, last }) => ({
      logStreamName: name,
      creationTime: first ?? group.createdAt,
      ...(first !== undefined && { firstEventTimestamp: first }),
      ...(last !== undefined && { lastEventTimestamp: last, lastIngestionTime: last }),
      arn: `${logStreamsOf(group.arn)}${name}`,
      storedBytes: 0,
    })),
    ...(next !== undefined && { nextToken: next }),
  };
}

/** The tokens lead both ways, and to themselves where the stream ends: so clients know the end. */
function getLogEvents(group: LogGroup, { input }: JsonCall) {
  const stream = requiredTextIn(input, "logStreamName");
  if (!group.streams.has(stream)) {
    throw new ServiceError("ResourceNotFoundException", 400, "The specified log stream does not exist.");
  }
  const lines = within(group.lines, input).filter((line) => line.stream === stream);
  const most = numberIn(input, "limit") ?? MOST_EVENTS;
  const token = /^([fb])\/(\d+)$/.exec(textIn(input, "nextToken") ?? "");
  const place = token === null ? undefined : Number(token[2]);
  const fromHead = flagIn(input, "startFromHead");
  const start =
    token?.[1] === "b"
      ? Math.max(0, (place ?? 0) - most)
      : (place ?? (fromHead ? 0 : Math.max(0, lines.length - most)));
  const end = token?.[1] === "b" ? (place ?? 0) : Math.min(lines.length, start + most);
  return {
    events: lines.slice(start, end).map(({ at, message }) => ({ timestamp: at, message, ingestionTime: at })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

function filterLogEvents(group: LogGroup, { input }: JsonCall) {
  const names = listIn(input, "logStreamNames");
  const prefix = textIn(input, "logStreamNamePrefix") ?? "";
  const matches = filterPattern(textIn(input, "filterPattern") ?? "");
  const found = within(group.lines, input)
    .map((line, index) => ({ ...line, id: String(index).padStart(56, "0") }))
    .filter(
      ({ stream, message }) =>
        (names.length === 0 || names.includes(stream)) && stream.startsWith(prefix) && matches(message),
    );
  const { page, next } = pageOf(found, textIn(input, "nextToken"), numberIn(input, "limit") ?? MOST_EVENTS);
  return {
    events: page.map(({ stream, at, message, id }) => ({
      logStreamName: stream,
      timestamp: at,
      message,
      ingestionTime: at,
      eventId: id,
    })),
    searchedLogStreams: [],
    ...(next !== undefined && { nextToken: next }),
  };
}

function within(lines: readonly StoredLine[], input: JsonCall["input"]): readonly StoredLine[] {
  const from = numberIn(input, "startTime") ?? 0;
  const to = numberIn(input, "endTime") ?? Infinity;
  return lines.filter(({ at }) => at >= from && at <= to);
}
