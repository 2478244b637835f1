import type { LocalCloud } from "@security-auto/local-cloud";
import { observe, type Observed, warmUp } from "./observe";
import { ACCOUNT, type Row } from "./row";
import { assemblyFor, startCloud } from "./stack";

/** Clouds at once. A row that waits for a deadline costs no processor: it gets one of its own. */
const LANES = 4;

interface Lane {
  readonly rows: readonly Row[];
  readonly cloud: LocalCloud;
}

interface Pending {
  readonly result: Promise<Observed>;
  readonly resolve: (observed: Observed) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs the rows, several clouds at once, and hands out each row's result as soon as it is there. */
export function runTable(rows: readonly Row[], folder: string) {
  const pending = new Map(rows.map((row) => [row, pendingResult()]));
  const clouds: LocalCloud[] = [];

  async function run(lane: Lane): Promise<void> {
    for (const row of lane.rows) {
      const { resolve, reject } = pending.get(row) ?? pendingResult();
      await observe(lane.cloud, row).then(resolve, reject);
    }
  }

  async function runAll(): Promise<void> {
    const lanes: Lane[] = [];
    // One start after the other, and before the first row: starting is all computing, and would hold up what runs.
    for (const { rows: some, assembly } of partsOf(rows, folder)) {
      const cloud = await startCloud(assembly, some);
      clouds.push(cloud);
      await warmUp(cloud);
      lanes.push({ rows: some, cloud });
    }
    await Promise.all(lanes.map(run));
  }

  const ended = runAll().catch((error: unknown) => {
    for (const { reject } of pending.values()) reject(error);
  });
  return {
    of: (row: Row): Promise<Observed> => pending.get(row)?.result ?? Promise.reject(new Error("no such row")),
    close: async (): Promise<void> => {
      await Promise.all(clouds.map((cloud) => cloud.close()));
      await ended;
    },
  };
}

/** The rows of one length of time, dealt out to lanes. */
function partsOf(rows: readonly Row[], folder: string) {
  const timeouts = new Set(rows.map(({ timeoutSeconds }) => timeoutSeconds));
  return [...timeouts].flatMap((timeout) => {
    const some = rows.filter(({ timeoutSeconds }) => timeoutSeconds === timeout);
    const accounts = [...new Set([ACCOUNT, ...some.map(({ account }) => account)])];
    const assembly = assemblyFor(folder, timeout, accounts);
    const lanes = timeout === undefined ? Math.min(LANES, some.length) : some.length;
    return Array.from({ length: lanes }, (_, lane) => ({
      rows: some.filter((_row, index) => index % lanes === lane),
      assembly,
    }));
  });
}

function pendingResult(): Pending {
  let resolve: Pending["resolve"] = () => undefined;
  let reject: Pending["reject"] = () => undefined;
  const result = new Promise<Observed>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  // Its test waits for it later, and then hears of the failure.
  result.catch(() => undefined);
  return { result, resolve, reject };
}
