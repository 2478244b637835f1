import { CfnDashboard } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { MetricOf } from "./planned-alarms";

/** One line of a graph. */
export interface GraphLine extends MetricOf {
  readonly label: string;
  /** E.g. `Sum`, `Maximum`, `p99`. */
  readonly statistic: string;
  /** Of another unit than the other lines. */
  readonly right?: true;
}

export interface Graph {
  readonly title: string;
  readonly lines: readonly GraphLine[];
  /** What its values are, e.g. `ms`. */
  readonly unit: string;
  readonly stacked?: true;
}

export interface DashboardProps {
  readonly dashboardName: string;
  readonly region: string;
  /** Shown at the top, with their states. */
  readonly alarmArns: readonly string[];
  /** Three in a row. */
  readonly graphs: readonly Graph[];
}

const [GRAPH_WIDTH, GRAPH_HEIGHT, ALARMS_HEIGHT] = [8, 6, 4];
const PER_ROW = 3;
const PERIOD_SECONDS = 300;

/**
 * A CloudWatch dashboard: the state of alarms, and graphs below.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { dashboardName, region, alarmArns, graphs }: DashboardProps) {
    super(scope, id);
    const body = {
      start: "-P1D",
      widgets: [
        {
          type: "alarm",
          x: 0,
          y: 0,
          width: PER_ROW * GRAPH_WIDTH,
          height: ALARMS_HEIGHT,
          properties: { title: "Alarms", alarms: alarmArns, sortBy: "stateUpdatedTimestamp" },
        },
        ...graphs.map((graph, index) => ({
          type: "metric",
          x: GRAPH_WIDTH * (index % PER_ROW),
          y: ALARMS_HEIGHT + GRAPH_HEIGHT * Math.floor(index / PER_ROW),
          width: GRAPH_WIDTH,
          height: GRAPH_HEIGHT,
          properties: propertiesOf(graph, region),
        })),
      ],
    };
    new CfnDashboard(this, "Resource", { dashboardName, dashboardBody: JSON.stringify(body) });
  }
}

function propertiesOf({ title, lines, unit, stacked }: Graph, region: string): object {
  return {
    title,
    region,
    view: "timeSeries",
    stacked: stacked === true,
    period: PERIOD_SECONDS,
    yAxis: { left: { min: 0, label: unit, showUnits: false }, right: { min: 0, showUnits: false } },
    metrics: lines.map(({ namespace, name, dimensions, label, statistic, right }) => [
      namespace,
      name,
      ...Object.entries(dimensions).flat(),
      { label, stat: statistic, ...(right === true && { yAxis: "right" }) },
    ]),
  };
}
