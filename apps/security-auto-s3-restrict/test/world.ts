import { type Assessment, ASSESSMENT_EXAMPLE, type Remediation } from "@security-auto/assessment";
import type { InvalidInput } from "@security-auto/handler";
import {
  type ActionItem,
  openRegister,
  type Register,
  type Suppression,
  TABLE,
} from "@security-auto/register";
import type { RespondingInvariant } from "@security-auto/s3-exposure";
import { useTable } from "@security-auto/testing";
import { writeRoleIn } from "../src/configuration";
import type { Asked } from "../src/interpreter";
import type { Answer } from "../src/operator/answer";
import { answerRequest } from "../src/operator/answer-request";
import type { Attempt } from "../src/ports";
import { remediate } from "../src/remediate";
import type { BucketAssessment } from "../src/violation";
import { ACCOUNT, asRead, BUCKET, openedTo, REGION, type Stored, written } from "./stored-bucket";

const TABLE_NAME = "security-auto";
export const START = Date.parse("2026-03-04T09:00:00Z");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/security-auto-s3-restrict`;
const HOME = { accountId: "111122223333", region: REGION };

/** One invariant, and what is done about its violation. */
export const inside = (respond: RespondingInvariant["respond"]): readonly RespondingInvariant[] => [
  { name: "inside", exposure: "organization", ...(respond !== undefined && { respond }) },
];
export const ENFORCED = inside({ mode: "enforce" });

export const BY = "arn:aws:iam::111122223333:user/noor";
export const FINDING = `${ACCOUNT}:${BUCKET}:inside`;

/** Somebody answers for the bucket until a time, in ms since 1970. */
export const suppressed = (until: number, more: Partial<Suppression> = {}): Suppression => ({
  item: "suppression",
  version: "1",
  account: ACCOUNT,
  bucket: BUCKET,
  finding: FINDING,
  kind: "suppressed",
  exception: { owner: "noor", reason: "a migration", until: new Date(until).toISOString(), by: BY },
  exposure: "public",
  since: new Date(START).toISOString(),
  revision: 1,
  ...more,
});

type ChangeAssessment = Extract<Assessment, { readonly cause: "change" }>;

/** One bucket, the register and a clock. What a process does before it crashes stays. */
export class World {
  bucket: Stored | undefined = openedTo();
  invariants = ENFORCED;
  hasWriteRole = true;
  now = START;
  /** Every call of the world that a process makes, in order; of a write its name. */
  calls: string[] = [];
  /** What was put on the bus, in order. */
  published: Remediation[] = [];
  /** What a call of the world fails with, by its name. */
  readonly failing = new Map<string, Error>();
  /** Calls of `putAction` whose answer is lost, by their number: the client tries them again, and their condition fails. */
  lost: readonly number[] = [];
  private puts = 0;
  /** Runs before a call of the world takes effect, once. */
  readonly before = new Map<string, () => unknown>();

  constructor(readonly register: Register) {}

  /**
   * An assessment of the bucket is worked on.
   *
   * @param last - the call of the world with which the process ends: it takes effect, and its answer is lost
   */
  assess(
    more: Partial<ChangeAssessment> & { readonly message?: string } = {},
    last?: number,
  ): ReturnType<typeof remediate> {
    const { message = `message-${this.now}`, ...assessed } = more;
    return remediate(this.violation(assessed), this.process(message, last));
  }

  ask(request: Asked, last?: number): Promise<Answer | InvalidInput> {
    return answerRequest(request, this.process(`request-${this.now}`, last));
  }

  async actions(): Promise<readonly ActionItem[]> {
    return (await this.register.partition(ACCOUNT, BUCKET)).actions;
  }

  /** How the actions stand, in the order in which they were last changed. */
  async statuses(): Promise<readonly string[]> {
    const actions = [...(await this.actions())];
    const byTime = actions.sort((one, other) => one.remediation.at.localeCompare(other.remediation.at));
    return byTime.map(({ remediation }) => remediation.status);
  }

  get writes(): readonly string[] {
    return this.calls.filter((call) => /^(?:Put|Delete)/.test(call));
  }

  get transitions(): readonly string[] {
    return this.published.map(({ status, respond }) => `${status} (${respond})`);
  }

  private violation(more: Partial<ChangeAssessment>): BucketAssessment {
    return {
      ...(ASSESSMENT_EXAMPLE as ChangeAssessment),
      accountId: ACCOUNT,
      region: REGION,
      verdict: "violates",
      observedAt: new Date(this.now).toISOString(),
      actor: { type: "AssumedRole", display: "the pipeline", issuerArn: `${ROLE}-not` },
      ...more,
      bucket: BUCKET,
    };
  }

  private process(id: string, last = Infinity): Attempt {
    let count = 0;
    const call = async <T>(name: string, effect: () => T | Promise<T>): Promise<T> => {
      count += 1;
      if (count > last) throw new Error("the process ended");
      this.calls.push(name);
      await this.before.get(name)?.();
      this.before.delete(name);
      const failure = this.failing.get(name);
      if (failure !== undefined) throw failure;
      const given = await effect();
      if (count === last) throw new Error("the process ended");
      return given;
    };
    const { register } = this;
    return {
      id,
      until: this.now + 20_000,
      endsAt: this.now + 30_000,
      invariants: this.invariants,
      writeRoleIn: this.hasWriteRole
        ? writeRoleIn({ writeRole: "security-auto-s3-restrict" }, HOME)
        : () => undefined,
      register: {
        partition: (...args) => call("partition", () => register.partition(...args)),
        besideActions: (...args) => call("besideActions", () => register.besideActions(...args)),
        action: (...args) => call("action", () => register.action(...args)),
        putAction: (...args) =>
          call("putAction", async () => {
            this.puts += 1;
            const isWritten = await register.putAction(...args);
            return isWritten && !this.lost.includes(this.puts);
          }),
        putSuppression: (...args) => call("putSuppression", () => register.putSuppression(...args)),
        control: (...args) => call("control", () => register.control(...args)),
        putControl: (...args) => call("putControl", () => register.putControl(...args)),
        count: (...args) => call("count", () => register.count(...args)),
      },
      read: () => call("read", () => this.bucket && asRead(this.bucket)),
      openWriter: (_action, calls) =>
        call("openWriter", () => (write) => {
          if (!calls.includes(write.call)) throw new Error(`the session may not call ${write.call}`);
          return call(write.call, () => {
            this.bucket = this.bucket && written(this.bucket, write);
          });
        }),
      publish: (remediation) =>
        call("publish", () => {
          this.published.push(remediation);
        }),
      now: () => this.now,
      wait: (ms) =>
        call("wait", () => {
          this.now += ms;
        }),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
  }
}

/** A world with an empty register for each test of a file. */
export function useWorld(): () => World {
  const table = useTable(TABLE_NAME, TABLE);
  return () => new World(openRegister(table.client, { tableName: TABLE_NAME }));
}
