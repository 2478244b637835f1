import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";
import { lambdaNode } from "@security-auto/testing";
import { Failure } from "../failure";
import { endGroup } from "../process-group";
import { virtualEnvironment } from "../python/virtual-environment";
import { until } from "../until";
import { freePort } from "./free-port";

/** From the workspace's root. */
const SERVER = join("tools", "e2e", "ministack", "serve.py");
const REQUIREMENTS = join("tools", "e2e", "python", "ministack.txt");

/** Time a server has to start or to end, in ms; it takes seconds. */
const PATIENCE = 120_000;

export interface MiniStack {
  readonly endpoint: string;
  /** Ends the server and every process it started, and takes away its files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts MiniStack on this machine's own address, for one account and region.
 *
 * @param root - the workspace's folder
 * @throws Failure where Python or its package index is missing, or the server does not start
 */
export async function startMiniStack(
  root: string,
  { account, region }: { readonly account: string; readonly region: string },
): Promise<MiniStack> {
  const python = virtualEnvironment(root, REQUIREMENTS);
  const port = await freePort();
  const { path: folder, remove } = makeTemporaryFolder("e2e");
  const log = join(folder, "ministack.log");
  const output = openSync(log, "w");
  const node = lambdaNode(root)?.path ?? process.execPath;
  const server = spawn(python, [join(root, SERVER)], {
    cwd: folder,
    // A process group of its own, which the functions' processes are in as well.
    detached: true,
    // Nothing is ever written to it: it ends with this process, even one that is killed, and the server ends with it.
    stdio: ["pipe", output, output],
    env: {
      // MiniStack runs the first `node` it finds: Lambda's own, where it is installed.
      PATH: [dirname(node), process.env["PATH"]].join(delimiter),
      HOME: folder,
      TMPDIR: folder,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "127.0.0.1",
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: "none",
    },
  });
  const stop = async () => {
    await endGroup(server);
    remove();
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await until("MiniStack answers", PATIENCE, async () => {
      if (server.exitCode !== null)
        throw new Failure(`MiniStack ended: ${readFileSync(log, "utf8").trim()}`, 1);
      const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
      return answer?.ok === true || undefined;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}
