import { type ChildProcess, spawn } from "node:child_process";
import { bootstrapUrl } from "./bootstrap";
import { environmentVariables } from "./environment-variables";
import type { FunctionSpec } from "./function-spec";
import { keepWithParent } from "./live-processes";

export interface ProcessIdentity {
  /** What the process writes to both streams when an invocation ends. */
  readonly mark: string;
  readonly logStream: string;
  /** `host:port/SECRET`. */
  readonly runtimeApi: string;
  /** Credentials and endpoints, as environment variables. */
  readonly session: Readonly<Record<string, string>>;
}

/** Starts the process of an execution environment, with the heap limits that Lambda gives Node. */
export function spawnFunction(
  spec: FunctionSpec,
  nodePath: string,
  { mark, logStream, runtimeApi, session }: ProcessIdentity,
): ChildProcess {
  const child = spawn(
    nodePath,
    [
      `--max-old-space-size=${Math.floor(spec.memoryMb * 0.9)}`,
      `--max-semi-space-size=${Math.max(1, Math.floor(spec.memoryMb * 0.05))}`,
      "--import",
      bootstrapUrl(mark),
      // Never run: the bootstrap does not end. Lambda's processes show the same path.
      "/var/runtime/index.mjs",
    ],
    {
      cwd: spec.codeFolder,
      env: environmentVariables(spec, logStream, runtimeApi, session),
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  keepWithParent(child);
  return child;
}
