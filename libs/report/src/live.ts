import type { BucketDetail, Report } from "./report";

/** Names the page's place for what `npm run local` serves: a page that has it asks the address it came from. */
export const LIVE_ID = "live";

/** The header that the token of the page's address is sent in. */
export const TOKEN_HEADER = "x-console-token";

/** What a function did with one event, all of its attempts together. */
export interface TracedInvocation {
  readonly function: string;
  readonly outcome: "success" | "error" | "timeout";
  readonly attempts: number;
  /** Cold starts, ms; 0 when there was none. */
  readonly initMs: number;
  /** Of the last attempt. */
  readonly durationMs: number;
  readonly logs: readonly string[];
  /** What IAM decided on the function's calls. */
  readonly apiCalls: readonly {
    readonly action: string;
    readonly resource: string;
    readonly decision: "allowed" | "denied";
  }[];
}

/** The way of one event, or of one call, and of the events that it set off. */
export interface Traced {
  /** Such as `PutBucketPolicy`. */
  readonly name: string;
  /** `""`: a call that is no event. */
  readonly bus: string;
  /** Whether the bus took it from its sender. */
  readonly accepted: boolean;
  /** Those that matched, and the names of the functions, queues and buses that they send to. */
  readonly rules: readonly { readonly name: string; readonly targets: readonly string[] }[];
  /** How many rules of the bus did not match. */
  readonly unmatched: number;
  readonly invocations: readonly TracedInvocation[];
  readonly messages: readonly { readonly queue: string }[];
  readonly notifications: readonly { readonly topic: string; readonly subject: string }[];
  readonly imports: readonly { readonly title: string; readonly recordState: string }[];
  readonly deadLetters: readonly { readonly queue: string; readonly reason: string }[];
  readonly alarms: readonly { readonly name: string; readonly state: string; readonly because: string }[];
  readonly denied: readonly {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly because: string;
  }[];
  readonly faults: readonly { readonly service: string; readonly call: string; readonly fault: string }[];
  readonly lost: readonly { readonly what: string; readonly to: string; readonly because: string }[];
  readonly followUps: readonly Traced[];
}

/** Something that happened in the local cloud. */
export interface Happened {
  /** From 1, in the order in which it ended. */
  readonly number: number;
  /** ISO 8601 in UTC: when it had ended. */
  readonly at: string;
  readonly traced: Traced;
}

/** A permission that the page can have refused. */
export const BREAKABLE = {
  "read-policy": "the judge's s3:GetBucketPolicy",
  "assume-role": "sts:AssumeRole of the role that reads in the bucket's account",
  invoke: "EventBridge's lambda:InvokeFunction",
  publish: "sns:Publish of those who notify",
} as const;

export type Breakable = keyof typeof BREAKABLE;

/** What can be changed from the page, and nothing else. */
export type Change =
  | { readonly change: "open" | "close"; readonly account: string; readonly bucket: string }
  | { readonly change: "break"; readonly permission: Breakable }
  | { readonly change: "mend" };

/** What `npm run local` answers when it is asked for the report. */
export interface LiveReport {
  readonly report: Report;
  /** Of each bucket of the report, in its order. */
  readonly details: readonly BucketDetail[];
  /** The scenario's buckets, which the page may open and close. */
  readonly buckets: readonly { readonly account: string; readonly bucket: string }[];
  readonly broken?: Breakable;
}

/** What it answers when it is asked for what happened after some number; empty where nothing did for a while. */
export interface LiveHappened {
  readonly happened: readonly Happened[];
}
