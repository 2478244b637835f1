import type { AssessmentRequest } from "@security-auto/assessment";
import { openSweeps, type SweepRegister, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import type { Accounts, Listed, Ports, Sent, SweepEvent } from "../src/ports";
import { workOn } from "../src/worker";

const TABLE_NAME = "security-auto";
export const START_MS = Date.UTC(2026, 2, 5, 2);
export const SWEEP = "2026-03-05T02:00:00.000Z-5f0c8a1e";

/** What answers a request for an assessment: a verdict, or nothing. */
type Judge = (request: AssessmentRequest) => "holds" | "violates" | "unknown" | undefined;

/** What may fail. */
export const SERVICES = ["DynamoDB", "SQS", "EventBridge", "STS or S3", "Organizations"] as const;
export type Service = (typeof SERVICES)[number];

/** The world around the function: a real register, a queue whose delays pass when nothing else is to be done, accounts with buckets. */
export interface World {
  readonly ports: Ports;
  readonly register: SweepRegister;
  readonly queue: { readonly at: number; readonly body: string; readonly receives: number }[];
  /** What was received too often. */
  readonly dead: string[];
  readonly requests: AssessmentRequest[];
  readonly events: SweepEvent[];
  /** The accounts whose coverage was checked, with the regions of their buckets. */
  readonly checked: string[];
  /** The accounts whose session was given up. */
  readonly left: string[];
  /** The buckets of each account; a text says why they cannot be listed. */
  buckets: Record<string, readonly string[] | string>;
  accounts: Accounts;
  judge: Judge;
  /** Is asked before each call, and throws where the call is to fail. */
  strike: (service: Service, message: string) => void;
  /** In ms since 1970. */
  now: number;
  /** Delivers the messages of the queue, those that come of them too, until it is empty or `until` has come. */
  readonly work: (until?: number) => Promise<void>;
  readonly deliver: (body: string, messageId?: string) => Promise<void>;
}

const PAGE = 50;
/** As the stack has it. */
const MOST_RECEIVES = 5;
const VISIBILITY_MS = 360_000;

/** A world for each test of a file. */
export function useWorld(): World {
  const table = useTable(TABLE_NAME, TABLE);
  const world = {} as World;
  beforeEach(() => {
    fill(world, openSweeps(table.client, { tableName: TABLE_NAME }));
  });
  return world;
}

function fill(world: World, register: SweepRegister): void {
  const list = (account: string, token = "0"): Listed => {
    const named = world.buckets[account] ?? `no read role in ${account}`;
    if (typeof named === "string") return { kind: "refused", because: named };
    const from = Number(token);
    return {
      kind: "listed",
      buckets: named.slice(from, from + PAGE).map((name) => ({ name, region: "us-west-2" })),
      ...(from + PAGE < named.length && { next: String(from + PAGE) }),
    };
  };
  let message = "";
  const struck =
    <A extends readonly unknown[], R>(service: Service, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      world.strike(service, message);
      return call(...args);
    };
  const filled: World = {
    register,
    queue: [],
    dead: [],
    strike: () => undefined,
    requests: [],
    events: [],
    checked: [],
    left: [],
    buckets: {},
    accounts: { active: [], suspended: [] },
    judge: () => "holds",
    now: START_MS,
    ports: {
      register: {
        ...register,
        sweep: struck("DynamoDB", register.sweep),
        beginSweep: struck("DynamoDB", register.beginSweep),
        putSweep: struck("DynamoDB", register.putSweep),
        accounts: struck("DynamoDB", register.accounts),
        account: struck("DynamoDB", register.account),
        beginAccount: struck("DynamoDB", register.beginAccount),
        putAccount: struck("DynamoDB", register.putAccount),
        page: struck("DynamoDB", register.page),
        pages: struck("DynamoDB", register.pages),
        putPage: struck("DynamoDB", register.putPage),
        wait: struck("DynamoDB", register.wait),
        endWait: struck("DynamoDB", register.endWait),
      },
      accounts: struck("Organizations", () => Promise.resolve(world.accounts)),
      listBuckets: struck("STS or S3", (account, token) => Promise.resolve(list(account, token))),
      checkAccount: struck("STS or S3", (account, bucketRegions) => {
        world.checked.push(`${account}: ${bucketRegions.join(", ")}`);
        return Promise.resolve([
          { region: "global", checks: { "read-role": { result: "ok" } } },
          { region: "us-west-2", checks: { watched: { result: "ok" } } },
        ]);
      }),
      leaveAccount: struck("STS or S3", (account) => {
        world.left.push(account);
        return Promise.resolve();
      }),
      send: struck("SQS", (messages) => {
        for (const sent of messages) world.queue.push(queued(sent, world.now));
        return Promise.resolve();
      }),
      request: struck("EventBridge", async (requests) => {
        world.requests.push(...requests);
        for (const request of requests) await answer(request, world);
      }),
      publish: struck("EventBridge", (event) => {
        world.events.push(event);
        return Promise.resolve();
      }),
      bucketsPerSecondPerAccount: 5,
      now: () => world.now,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    deliver: (body, messageId = "message-1") => {
      message = kindOf(body);
      return workOn({ messageId, body, attributes: { SentTimestamp: String(world.now) } }, world.ports);
    },
    work: async (until = Infinity) => {
      for (;;) {
        const next = [...world.queue].sort((one, other) => one.at - other.at)[0];
        if (next === undefined || next.at > until) return;
        world.queue.splice(world.queue.indexOf(next), 1);
        world.now = Math.max(world.now, next.at);
        try {
          await world.deliver(next.body);
        } catch {
          const receives = next.receives + 1;
          if (receives === MOST_RECEIVES) world.dead.push(next.body);
          else world.queue.push({ ...next, receives, at: world.now + VISIBILITY_MS });
        }
      }
    },
  };
  Object.assign(world, filled);
}

const queued = ({ message, delaySeconds = 0 }: Sent, now: number) => ({
  at: now + delaySeconds * 1000,
  body: JSON.stringify(message),
  receives: 0,
});

function kindOf(body: string): string {
  const { message = "wanted" } = JSON.parse(body) as { readonly message?: string };
  return message;
}

/** As the function that keeps the register counts an assessment. */
async function answer(request: AssessmentRequest, { judge, register }: World): Promise<void> {
  const verdict = judge(request);
  const [account = "", page, place] = request.requestId.split("/");
  const { sweep = "", bucket } = request;
  if (verdict !== undefined)
    await register.noteVerdict({ sweep, account, page: Number(page), place: Number(place), bucket, verdict });
}

export const named = (count: number, prefix = "bucket"): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(5, "0")}`);

export const startMessage = (account?: string): string =>
  JSON.stringify({
    version: "1",
    message: "start",
    sweep: SWEEP,
    startedAt: new Date(START_MS).toISOString(),
    reason: "schedule",
    ...(account !== undefined && { account }),
  });

/** A call that may blind us in an account, as the rule has it in the queue. */
export const tampering = (account: string): string =>
  JSON.stringify({
    source: "aws.events",
    "detail-type": "AWS API Call via CloudTrail",
    account,
    detail: { eventName: "DisableRule" },
  });
