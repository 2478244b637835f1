import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { METRICS, METRICS_NAMESPACE } from "@security-auto/handler";
import * as z from "zod";
import { environment, templateOf } from "../../test/environments";
import { type FunctionKey, functionKeys, FUNCTIONS } from "../environment/functions";

/** AWS's own metrics that it may show, with the dimensions that AWS gives them. */
const OF_AWS: Readonly<Record<string, readonly string[]>> = {
  "AWS/Events Invocations": ["EventBusName", "RuleName"],
  "AWS/Lambda Duration": ["FunctionName"],
  "AWS/Lambda Errors": ["FunctionName"],
  "AWS/Lambda Invocations": ["FunctionName"],
  "AWS/Lambda Throttles": ["FunctionName"],
  "AWS/SQS ApproximateAgeOfOldestMessage": ["QueueName"],
  "AWS/SQS ApproximateNumberOfMessagesVisible": ["QueueName"],
  "AWS/Logs IncomingBytes": ["LogGroupName"],
  "AWS/DynamoDB ConsumedReadCapacityUnits": ["TableName"],
  "AWS/DynamoDB ConsumedWriteCapacityUnits": ["TableName"],
};

const metricSchema = z.array(z.union([z.string(), z.looseObject({ label: z.string() })]));
const bodySchema = z.object({
  widgets: z.array(
    z.looseObject({
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      properties: z.looseObject({
        title: z.string(),
        alarms: z.array(z.string()).optional(),
        metrics: z.array(metricSchema).optional(),
      }),
    }),
  ),
});

function bodyOf(name: string, more: object = {}) {
  const template = templateOf({ ...environment(name), ...more });
  const [dashboard] = Object.values(template.findResources("AWS::CloudWatch::Dashboard"));
  const { DashboardBody, DashboardName } = z
    .object({ DashboardBody: z.string(), DashboardName: z.string() })
    .parse((dashboard as { readonly Properties: unknown }).Properties);
  return { name: DashboardName, ...bodySchema.parse(JSON.parse(DashboardBody)) };
}

interface Shown {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const shownIn = ({ widgets }: ReturnType<typeof bodyOf>): readonly Shown[] =>
  widgets.flatMap(({ properties: { metrics = [] } }) =>
    metrics.map((parts) => {
      const [namespace = "", metric = "", ...rest] = parts.filter((part) => typeof part === "string");
      const pairs = rest.flatMap((name, index) => (index % 2 === 0 ? [[name, rest[index + 1] ?? ""]] : []));
      return { namespace, metric, dimensions: Object.fromEntries(pairs) as Record<string, string> };
    }),
  );

/** The source of a function, with that of the library that its handler is made by. */
const sourceOf = (key: FunctionKey): string =>
  [`apps/${FUNCTIONS[key].app}/src`, "libs/handler/src"]
    .map((folder) => join(__dirname, "..", "..", "..", "..", folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter(
          (file) => file.endsWith(".ts") && !/metrics\.ts|spec/.test(file.replace("assessment-metrics", "")),
        )
        .map((file) => readFileSync(join(folder, file), "utf8")),
    )
    .join("\n");

describe.each(["example", "enforce"])("the dashboard of %s", (name) => {
  const body = bodyOf(name);
  const shown = shownIn(body);
  const { functions } = environment(name);

  test("is of the region, since an account has one of a name", () => {
    expect(body.name).toBe("security-auto-us-west-2");
  });

  test("shows of AWS's metrics only those that there are, with their dimensions", () => {
    for (const { namespace, metric, dimensions } of shown.filter(
      ({ namespace }) => namespace !== METRICS_NAMESPACE,
    )) {
      const expected = OF_AWS[`${namespace} ${metric}`];
      const names = Object.keys(dimensions);
      // A rule of the default bus has no bus there.
      expect([metric, expected?.filter((one) => one !== "EventBusName" || names.includes(one))]).toEqual([
        metric,
        names,
      ]);
    }
  });

  test("shows of ours only what the function publishes that it names", () => {
    const own = shown.filter(({ namespace }) => namespace === METRICS_NAMESPACE);
    expect(own.length).toBeGreaterThan(10);
    for (const { metric, dimensions } of own) {
      const entry = Object.entries(METRICS).find(([known]) => known === metric)?.[1];
      expect([metric, Object.keys(dimensions)]).toEqual([metric, entry?.dimensions]);
      const key = functionKeys.find((one) => functions[one].functionName === dimensions["FunctionName"]);
      expect([metric, key !== undefined && sourceOf(key).includes(`${metric}: `)]).toEqual([metric, true]);
    }
  });

  test("shows every alarm, and no two widgets in one place", () => {
    const alarms = Object.keys(templateOf(environment(name)).findResources("AWS::CloudWatch::Alarm"));
    expect(body.widgets[0]?.properties.alarms).toHaveLength(alarms.length);
    const places = body.widgets.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { x, width } of body.widgets) expect(x + width).toBeLessThanOrEqual(24);
  });
});

test("what is not in the stack is not shown", () => {
  const titles = bodyOf("lab", { alarms: true }).widgets.map(({ properties: { title } }) => title);
  expect(titles).toEqual([
    "Alarms",
    "Changes",
    "Verdicts",
    "Errors and throttles",
    "What waits",
    "Cost: functions",
    "Cost: logs and requests to S3",
  ]);
});
