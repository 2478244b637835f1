import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Chain } from "../core/chain";
import type { FunctionFault } from "../faults/fault";
import type { FunctionSpec, NodeBinary } from "./function-spec";
import { logStreamName } from "./log-stream-name";
import { type PlatformLines, platformLines } from "./platform-lines";
import type { ProcessSession } from "./process-session";
import type { Run, RunLine } from "./run";
import { exitFailure, reportedFailure, type RunFailure, timeoutFailure } from "./run-errors";
import { RuntimeApi } from "./runtime-api";
import { spawnFunction } from "./spawn-function";
import { watchProcess } from "./watch-process";

type Answer =
  | { readonly success: true; readonly payload: string }
  | { readonly success: false; readonly failure: RunFailure };

interface Current {
  readonly requestId: string;
  startedAt: number;
  initMs: number;
  answer?: Answer;
  endedAt?: number;
  /** Ends of invocation seen on the streams, and how many there will be: standard output says. */
  marks: number;
  expectedMarks: number;
  readonly resolve: (run: Run) => void;
}

/** One attempt to be run. */
export interface Order {
  readonly requestId: string;
  /** The event, as JSON text. */
  readonly payload: string;
  /** What led to it. */
  readonly chain: Chain;
  /** What is to happen to the process meanwhile. */
  readonly fault: FunctionFault | undefined;
}

const INIT_LIMIT_MS = 10_000;

/**
 * One Lambda execution environment: a Node process with the function's code, environment and limits, that runs one
 * invocation after the other. After a timeout, an exit or a failed start it is dead; the next attempt needs a new one.
 */
export class ExecutionEnvironment {
  readonly logStream = logStreamName();
  readonly #spec: FunctionSpec;
  readonly #node: NodeBinary;
  readonly #platform: PlatformLines;
  readonly #mark = `\u0001${randomUUID()} `;
  readonly #session: ProcessSession;
  readonly #api: RuntimeApi;
  #child: ChildProcess | undefined;
  #starting: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #current: Current | undefined;
  #next: Pick<Order, "payload" | "fault"> | undefined;
  #polled = false;
  #dead = false;
  #failure: RunFailure | undefined;
  #spawnedAt = 0;
  #maxMemoryMb = 0;
  #lines: RunLine[] = [];

  constructor(spec: FunctionSpec, node: NodeBinary, session: ProcessSession) {
    this.#spec = spec;
    this.#node = node;
    this.#session = session;
    this.#platform = platformLines(spec, node);
    this.#api = new RuntimeApi({
      onPoll: () => {
        this.#onPoll();
      },
      onResponse: (payload) => {
        this.#onAnswer({ success: true, payload });
      },
      onError: (payload) => {
        this.#onAnswer({ success: false, failure: reportedFailure(payload) });
      },
      onInitError: (payload) => {
        this.#onAnswer({ success: false, failure: reportedFailure(payload) });
      },
    });
  }

  get alive(): boolean {
    return !this.#dead;
  }

  /**
   * Runs one invocation; starts the process if this is the first. Never rejects: failures are runs too.
   */
  run({ requestId, payload, chain, fault }: Order): Promise<Run> {
    this.#session.begin(chain);
    return new Promise((resolve) => {
      this.#current = {
        requestId,
        startedAt: performance.now(),
        initMs: 0,
        marks: 0,
        expectedMarks: Infinity,
        resolve,
      };
      this.#next = { payload, fault };
      if (this.#child === undefined) this.#starting = this.#start();
      else this.#dispatch();
    });
  }

  /** Kills the process and resolves when it has ended. A run that is under way ends as an error. */
  async close(): Promise<void> {
    this.#dead = true;
    await this.#starting;
    const child = this.#child;
    if (child?.exitCode === null && child.signalCode === null) {
      await new Promise<void>((resolve) => {
        child.once("close", () => {
          resolve();
        });
        child.kill("SIGKILL");
      });
    }
    this.#api.close();
  }

  async #start(): Promise<void> {
    const runtimeApi = await this.#api.listen();
    if (this.#dead) {
      this.#onExit(null, "SIGKILL");
      return;
    }
    this.#log("platform", this.#platform.init());
    this.#spawnedAt = performance.now();
    const child = spawnFunction(this.#spec, this.#node.path, {
      mark: this.#mark,
      logStream: this.logStream,
      runtimeApi,
      session: this.#session.variables,
    });
    this.#child = child;
    watchProcess(child, this.#spec.memoryMb, this.#mark, {
      onLine: (from, line) => {
        this.#log(from, [line]);
      },
      onMark: (rest) => {
        this.#onMark(rest);
      },
      onUnstartable: (error) => {
        this.#log("platform", [`cannot run ${this.#node.path}: ${error.message}`]);
        this.#onExit(127, null);
      },
      onEnding: () => {
        this.#dead = true;
      },
      onEnded: (code, signal) => {
        this.#onExit(code, signal);
      },
    });
    this.#armTimer(INIT_LIMIT_MS, INIT_LIMIT_MS / 1000);
  }

  #onPoll(): void {
    this.#polled = true;
    if (this.#next !== undefined) {
      if (this.#current !== undefined) this.#current.initMs = performance.now() - this.#spawnedAt;
      this.#dispatch();
    } else this.#settleIfDone();
  }

  #dispatch(): void {
    const current = this.#current;
    const next = this.#next;
    // A process that was polling when it died has no way left to take this invocation.
    if (current === undefined || next === undefined || !this.#polled || this.#dead) return;
    this.#polled = false;
    this.#next = undefined;
    this.#disarmTimer();
    this.#log("platform", this.#platform.start(current.requestId));
    current.startedAt = performance.now();
    const { timeoutSeconds, timeoutGraceMs = 0 } = this.#spec;
    this.#armTimer(timeoutSeconds * 1000 + timeoutGraceMs, timeoutSeconds);
    this.#api.dispatch({
      requestId: current.requestId,
      functionArn: this.#spec.arn,
      deadlineMs: Date.now() + this.#spec.timeoutSeconds * 1000,
      ...next,
    });
  }

  /** What the process has sent by then counts, even if this process was too busy to read it: hence the further turn. */
  #armTimer(ms: number, seconds: number): void {
    const timer = setTimeout(() => {
      setImmediate(() => {
        if (this.#timer !== timer) return;
        this.#failure = timeoutFailure(this.#current?.requestId ?? "", seconds);
        this.#child?.kill("SIGKILL");
      });
    }, ms);
    this.#timer = timer;
  }

  #disarmTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #onAnswer(answer: Answer): void {
    const current = this.#current;
    if (current === undefined || current.answer !== undefined) return;
    current.answer = answer;
    current.endedAt = performance.now();
    this.#disarmTimer();
    this.#settleIfDone();
  }

  /** An invocation is over when its answer, both streams up to their marks, and the next poll are here. */
  #settleIfDone(): void {
    const current = this.#current;
    if (current?.answer !== undefined && current.marks === current.expectedMarks && this.#polled) {
      this.#settle(current, current.answer);
    }
  }

  /** @param rest - On standard output the largest memory so far in KiB, and the number of marks to wait for */
  #onMark(rest: string): void {
    const [maxRss, marks] = rest.split(" ");
    if (marks !== undefined) this.#maxMemoryMb = Math.ceil(Number(maxRss) / 1024);
    const current = this.#current;
    if (current === undefined) return;
    current.marks += 1;
    if (marks !== undefined) current.expectedMarks = Number(marks);
    this.#settleIfDone();
  }

  #onExit(code: number | null, signal: string | null): void {
    this.#dead = true;
    this.#disarmTimer();
    this.#api.close();
    this.#session.close();
    const current = this.#current;
    if (current === undefined) return;
    if (this.#next !== undefined) this.#log("platform", this.#platform.start(current.requestId));
    const failure = this.#failure ?? exitFailure(current.requestId, code, signal);
    this.#settle(current, current.answer ?? { success: false, failure });
  }

  #settle(current: Current, answer: Answer): void {
    this.#current = undefined;
    this.#next = undefined;
    const { requestId } = current;
    const failure = answer.success ? undefined : answer.failure;
    if (failure?.line !== undefined) this.#log("platform", [failure.line]);
    const facts = {
      requestId,
      initMs: rounded(current.initMs),
      durationMs: rounded((current.endedAt ?? performance.now()) - current.startedAt),
      maxMemoryMb: this.#maxMemoryMb,
      ...(failure !== undefined && { errorType: failure.errorType }),
    };
    const outcome = failure?.outcome ?? "success";
    this.#log("platform", this.#platform.end({ ...facts, status: outcome }));
    const lines = this.#lines;
    this.#lines = [];
    const payload = answer.success ? answer.payload : answer.failure.payload;
    const recorded = this.#session.take();
    current.resolve({ ...facts, outcome, payload, lines, ...recorded, logStream: this.logStream });
  }

  #log(from: RunLine["from"], messages: readonly string[]): void {
    for (const message of messages) this.#lines.push({ from, message });
  }
}

/** Lambda reports hundredths of a millisecond. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
