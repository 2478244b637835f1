import { createTransport } from "../src/aws/transport";
import { AccountRoles } from "../src/credentials/account-roles";
import {
  createS3Reader,
  type ReadOptions,
  type S3Reader,
  type S3ReaderOptions,
} from "../src/read/create-s3-reader";
import { type AccessPointsReading, readAccessPoints } from "../src/read/read-access-points";
import type { BucketTarget } from "../src/read/read-rounds";
import { type ScriptedAws, startScriptedAws } from "./scripted-aws";

export const HOME = "111122223333";
export const MEMBER = "210987654321";

export const TARGET = { bucket: "tidepool-ledger", accountId: HOME, region: "us-west-2" };

/** As Lambda sets it, plus where the scripted services are. */
const environment = (url: string): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: "AKIDHOME",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "home token",
  AWS_ENDPOINT_URL: url,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

/** A reader that reads access points also where no policy delegates to them, in sessions of their own. */
export interface TestedReader extends S3Reader {
  readonly readAccessPoints: (target: BucketTarget, options?: ReadOptions) => Promise<AccessPointsReading>;
}

/** A scripted AWS and readers that call it, for one `describe`; all is put back when it ends. */
export function useScriptedAws(): {
  readonly aws: () => ScriptedAws;
  readonly reader: (options?: Partial<S3ReaderOptions>) => TestedReader;
} {
  const before = { ...process.env };
  const readers: S3Reader[] = [];
  let aws: ScriptedAws | undefined;
  const running = (): ScriptedAws => {
    if (aws === undefined) throw new Error("not started");
    return aws;
  };

  beforeAll(async () => {
    aws = await startScriptedAws();
  });
  beforeEach(() => {
    process.env = { ...before, ...environment(running().url) };
    running().play({});
  });
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  afterAll(async () => {
    process.env = before;
    await running().close();
  });

  return {
    aws: running,
    reader: (options = {}) => {
      const all: S3ReaderOptions = {
        home: { accountId: HOME, region: "us-west-2", role: "lambda-slaw-s3" },
        memberRole: "security-auto-read",
        caller: {
          functionName: "security-auto-S3",
          instance: "2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        },
        ...options,
      };
      const made = createS3Reader(all);
      const transport = createTransport(all);
      const roles = new AccountRoles(all, transport);
      const reader: TestedReader = {
        ...made,
        readAccessPoints: (target, { signal } = {}) => readAccessPoints(target, { roles, transport, signal }),
        close: () => {
          made.close();
          transport.close();
        },
      };
      readers.push(reader);
      return reader;
    },
  };
}
