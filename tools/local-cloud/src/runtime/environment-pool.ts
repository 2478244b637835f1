import { ExecutionEnvironment, type Order } from "./execution-environment";
import type { FunctionSpec, NodeBinary } from "./function-spec";
import type { ProcessSession } from "./process-session";
import type { Run } from "./run";

interface Waiting {
  readonly resolve: (environment: ExecutionEnvironment) => void;
  readonly reject: (error: Error) => void;
}

/** The execution environments of one function: warm ones are used again, and never more run than allowed. */
export class EnvironmentPool {
  readonly #spec: FunctionSpec;
  readonly #node: NodeBinary;
  readonly #limit: number;
  readonly #openSession: () => ProcessSession;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(spec: FunctionSpec, node: NodeBinary, limit: number, openSession: () => ProcessSession) {
    this.#spec = spec;
    this.#node = node;
    this.#limit = limit;
    this.#openSession = openSession;
  }

  /** Runs one attempt; waits its turn when all environments are busy. */
  async run(order: Order): Promise<Run> {
    const environment = await this.#acquire();
    const run = await environment.run(order);
    this.#release(environment);
    return run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await Promise.all([...this.#all].map((environment) => environment.close()));
    this.#all.clear();
  }

  #acquire(): Promise<ExecutionEnvironment> {
    let idle = this.#idle.pop();
    while (idle !== undefined && !idle.alive) {
      this.#all.delete(idle);
      idle = this.#idle.pop();
    }
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#closed) return Promise.reject(closed());
    if (this.#all.size < this.#limit) return Promise.resolve(this.#create());
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #create(): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(this.#spec, this.#node, this.#openSession());
    this.#all.add(environment);
    return environment;
  }

  #release(environment: ExecutionEnvironment): void {
    if (!environment.alive) this.#all.delete(environment);
    const next = this.#waiting.shift();
    if (next !== undefined) next.resolve(environment.alive ? environment : this.#create());
    else if (environment.alive) this.#idle.push(environment);
  }
}

function closed(): Error {
  return new Error("the local cloud is closed");
}
