import type { Datum } from "./metric-store";

/** One metric of an alarm, with all of its dimensions. */
export type AlarmMetric = Pick<Datum, "namespace" | "name" | "dimensions">;

export interface AlarmSpec extends Pick<Datum, "accountId" | "region"> {
  readonly name: string;
  readonly arn: string;
  /** Several are added up. */
  readonly metrics: readonly AlarmMetric[];
  readonly statistic: string;
  /** Whether it is what the metric has grown by since the period before that counts. */
  readonly grows: boolean;
  readonly periods: number;
  readonly isBreached: (value: number) => boolean;
  /** E.g. `>= 1`. */
  readonly condition: string;
  /** ARNs of topics notified when the alarm goes off. */
  readonly actions: readonly string[];
}

/**
 * An alarm and its state. A period ends whenever it is looked at: what was measured since the last look is that period's. One that is
 * about the age of something or about silence is not looked at, because no time passes here.
 */
export class Alarm {
  readonly spec: AlarmSpec;
  #state: "OK" | "ALARM" = "OK";
  #values: number[] = [];
  #before = 0;
  #breached = 0;

  constructor(spec: AlarmSpec) {
    this.spec = spec;
  }

  get state(): "OK" | "ALARM" {
    return this.#state;
  }

  reads(datum: Datum): boolean {
    const { accountId, region, metrics } = this.spec;
    return (
      datum.accountId === accountId &&
      datum.region === region &&
      metrics.some((metric) => isOf(datum, metric))
    );
  }

  /** Whether it is about this, e.g. the function with `FunctionName` and its name. */
  isAbout(dimension: string, value: string): boolean {
    return this.spec.metrics.some(({ dimensions }) => dimensions[dimension] === value);
  }

  take({ value }: Datum): void {
    this.#values.push(value);
  }

  /** Whether that changed its state. It has it until the next look. */
  set(state: "OK" | "ALARM"): boolean {
    const isNew = state !== this.#state;
    this.#state = state;
    return isNew;
  }

  /** Ends a period. The value that it was judged by, where that changed the alarm's state. */
  look(): number | undefined {
    const { statistic, grows, periods, isBreached } = this.spec;
    if (grows && this.#values.length === 0) return undefined;
    const measured = this.#values.reduce((a, b) => (statistic === "Sum" ? a + b : Math.max(a, b)), 0);
    const value = grows ? measured - this.#before : measured;
    this.#before = measured;
    this.#values = [];
    this.#breached = isBreached(value) ? this.#breached + 1 : 0;
    const state = this.#breached >= periods ? "ALARM" : "OK";
    if (state === this.#state) return undefined;
    this.#state = state;
    return value;
  }
}

function isOf(datum: Datum, { namespace, name, dimensions }: AlarmMetric): boolean {
  const keys = Object.keys(dimensions);
  return (
    datum.namespace === namespace &&
    datum.name === name &&
    Object.keys(datum.dimensions).length === keys.length &&
    keys.every((key) => datum.dimensions[key] === dimensions[key])
  );
}
