import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installedNode } from "@security-auto/local-cloud";
import { cloudTrailEvent } from "@security-auto/testing";
import { loopbackAws } from "./loopback-aws";
import { MEMORY_PROGRAM } from "./memory-program";

/** What an instance remembers is then full: 1,000 answers. */
const WARM_UP = 1_200;

/** What every event is made of. */
const SAMPLE = cloudTrailEvent({ eventName: "PutBucketPolicy" });

/** The heap after garbage collection may be so much larger in the last tenth than in the first. */
export const MOST_GROWTH = 1.1;

export interface MemoryReport {
  readonly invocations: number;
  /** Median of the heap after garbage collection in the first and the last tenth, bytes. */
  readonly first: number;
  readonly last: number;
  readonly growth: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** Calls of AssumeRole, for 19 member accounts. */
  readonly assumptions: number;
}

interface Measured {
  readonly heap: readonly number[];
  readonly verdicts: Readonly<Record<string, number>>;
}

/** Runs the real bundle in one process so many times, and compares its heap between the first and the last tenth. */
export async function memoryOf(root: string, invocations: number): Promise<MemoryReport> {
  const aws = await loopbackAws();
  try {
    const { heap, verdicts } = await run(root, aws.url, invocations);
    const tenth = Math.floor(heap.length / 10);
    const first = median(heap.slice(0, tenth));
    const last = median(heap.slice(-tenth));
    return { invocations, first, last, growth: last / first, verdicts, assumptions: aws.assumptions() };
  } finally {
    await aws.close();
  }
}

function run(root: string, endpoint: string, invocations: number): Promise<Measured> {
  const bundle = pathToFileURL(join(root, "dist/apps/security-auto-s3/index.mjs")).href;
  const args = [
    "--expose-gc",
    "--input-type=module",
    "--eval",
    MEMORY_PROGRAM,
    bundle,
    JSON.stringify(SAMPLE),
  ];
  const child = spawn(
    installedNode(root)("nodejs24.x").path,
    [...args, String(WARM_UP), String(invocations)],
    {
      // The function's log is of no interest here, and long.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        POWERTOOLS_LOGGER_LOG_EVENT: "true",
        POWERTOOLS_SERVICE_NAME: "security-auto-S3",
        AWS_REGION: "us-west-2",
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEKEY000001",
        AWS_SECRET_ACCESS_KEY: "not-a-secret",
        AWS_ENDPOINT_URL: endpoint,
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_ENDPOINT_URL_STS: endpoint,
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.once("message", (measured) => {
      resolve(measured as Measured);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(new Error(`the function's process ended: ${signal ?? `exit code ${String(code)}`}`));
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
