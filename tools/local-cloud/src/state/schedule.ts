import type { JsonObject } from "../core/json";

/** When a schedule invokes its target. */
export type Expression =
  /** In ms. */
  | { readonly kind: "rate"; readonly period: number }
  /** Local time of the schedule's time zone, e.g. `2026-03-05T02:00:00`. */
  | { readonly kind: "at"; readonly time: string }
  /** Whether minutes, hours, days of the month, months, days of the week and years match. */
  | { readonly kind: "cron"; readonly matches: (time: LocalMinute) => boolean };

/** A minute as a calendar and a clock of some place show it. */
export interface LocalMinute {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  /** From 1. */
  readonly month: number;
  readonly year: number;
  /** From 1, Sunday. */
  readonly weekday: number;
}

/** A schedule of EventBridge Scheduler. */
export interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly arn: string;
  readonly groupArn: string;
  readonly accountId: string;
  readonly region: string;
  readonly enabled: boolean;
  readonly expression: Expression;
  readonly timeZone: string;
  /** In ms since 1970. */
  readonly start?: number;
  readonly end?: number;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly input: string;
  readonly deadLetterArn?: string;
  readonly retries: number;
  /** In ms since 1970. */
  readonly createdAt: number;
  /** As the template has it. */
  readonly described: JsonObject;
}
