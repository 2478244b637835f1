import { fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lambdaNode } from "@security-auto/testing";
import { ROOT } from "../command";

/** How one invocation ended, and what it wrote. */
export type Ended = {
  readonly inTime: boolean;
  /** Keys that every object has got. */
  readonly polluted: readonly string[];
  readonly lines: readonly string[];
  readonly requests: readonly { readonly host: string; readonly path: string }[];
} & (
  | { readonly kind: "answered"; readonly answer: string }
  | { readonly kind: "threw"; readonly name: string; readonly message: string; readonly isTyped: boolean }
);

export interface FunctionProcess {
  /** One at a time. @param text - JSON */
  readonly invoke: (text: string) => Promise<Ended>;
  readonly close: () => void;
}

/** The function's bundle, on the Node of Lambda where it is installed. */
export async function startFunction(variables: Readonly<Record<string, string>>): Promise<FunctionProcess> {
  const bundle = pathToFileURL(join(ROOT, "dist/apps/security-auto-s3/index.mjs")).href;
  const child = fork(join(__dirname, "runner.mjs"), [bundle], {
    execPath: lambdaNode(ROOT)?.path ?? process.execPath,
    execArgv: [],
    env: {
      POWERTOOLS_LOGGER_LOG_EVENT: "true",
      POWERTOOLS_SERVICE_NAME: "security-auto-S3",
      AWS_REGION: "us-west-2",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...variables,
    },
  });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const ended = () => {
        reject(new Error("the function's process ended"));
      };
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  await next();
  return {
    invoke: async (text) => {
      const answer = next();
      child.send(text);
      return (await answer) as Ended;
    },
    close: () => {
      child.kill();
    },
  };
}
