import { at, isObject, parseJson } from "../core/json";

/** One value of a metric. */
export interface Datum {
  readonly accountId: string;
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  readonly unit: string;
  /** In ms since 1970. */
  readonly at: number;
}

type Home = Pick<Datum, "accountId" | "region">;

/** The metrics of CloudWatch, in memory. */
export class MetricStore {
  readonly #keeps: boolean;
  readonly #data: Datum[] = [];
  readonly #listeners: ((datum: Datum) => void)[] = [];

  /** @param keeps - When `false` it forgets what it is given, and reads no log lines. */
  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  get data(): readonly Datum[] {
    return this.#data;
  }

  /** Calls `listener` with each value that is put. */
  onDatum(listener: (datum: Datum) => void): void {
    this.#listeners.push(listener);
  }

  put(datum: Datum): void {
    if (this.#keeps) this.#data.push(datum);
    for (const listener of this.#listeners) listener(datum);
  }

  /**
   * Takes the metrics out of a log line in the embedded metric format; another line has none.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   */
  putLine(line: string, home: Home): void {
    if (!this.#keeps || !line.includes('"_aws"')) return;
    const root = parseJson(line);
    const directives = at(root, "_aws", "CloudWatchMetrics");
    if (!isObject(root) || !Array.isArray(directives)) return;
    const time = at(root, "_aws", "Timestamp");
    for (const directive of directives as readonly unknown[]) {
      for (const dimensions of dimensionSets(directive, root)) {
        for (const metric of listAt(directive, "Metrics")) {
          const name = textAt(metric, "Name") ?? "";
          for (const value of [root[name]].flat()) {
            if (typeof value !== "number") continue;
            this.put({
              ...home,
              namespace: textAt(directive, "Namespace") ?? "",
              name,
              dimensions,
              value,
              unit: textAt(metric, "Unit") ?? "None",
              at: typeof time === "number" ? time : Date.now(),
            });
          }
        }
      }
    }
  }
}

function dimensionSets(
  directive: unknown,
  root: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, string>>[] {
  return listAt(directive, "Dimensions").map((set) =>
    Object.fromEntries(
      (Array.isArray(set) ? set : []).map((name) => [String(name), String(root[String(name)])] as const),
    ),
  );
}

function textAt(value: unknown, key: string): string | undefined {
  const text = at(value, key);
  return typeof text === "string" ? text : undefined;
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
