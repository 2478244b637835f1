import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetBucketAclCommand, GetBucketPolicyCommand, type S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { type CredentialsFor, type LocalCloud, parseScenario, type Trace } from "@security-auto/local-cloud";
import { type ActionItem, openRegister } from "@security-auto/register";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";
import { mayList, s3As } from "../../src/commands/story";
import { enforcingIn, openLocalStack, type Synthesized } from "../../src/stack/local-stack";
import { commandServed, type Ended, ROOT } from "../command";
import { configurationFiles } from "../configure";
import { takeOut } from "../copied-stack";

/** Account of the buckets; another of the organization; one that is in none. */
export const OWNER = "444455556666";
export const MEMBER = "777788889999";
export const FOREIGN = "222233334444";

const CENTRAL = "111122223333";
const REGION = "us-west-2";
const TABLE_NAME = "security-auto";
export const RESTRICT = "security-auto-S3-restrict";

/** Copies the enforcing stack to where commands look in a workspace for the one that was synthesized last. */
function copyEnforcing(root: string): Synthesized {
  const infra = join(root, "dist/apps/infra");
  mkdirSync(infra, { recursive: true });
  const copy = { assembly: join(infra, "cdk.out"), memberTemplate: join(infra, "member.template.json") };
  cpSync(enforcingIn(ROOT).assembly, copy.assembly, { recursive: true });
  cpSync(enforcingIn(ROOT).memberTemplate, copy.memberTemplate);
  return copy;
}

export interface EnforcingStack {
  readonly cloud: LocalCloud;
  readonly s3: (who: CredentialsFor) => S3Client;
  readonly s3Control: (who: CredentialsFor) => S3ControlClient;
  /** Does something, and gives the traces of all that it set off. */
  readonly after: (write: () => Promise<unknown>) => Promise<readonly Trace[]>;
  /** The bucket's actions, oldest first. */
  readonly actions: (bucket: string, account?: string) => Promise<readonly ActionItem[]>;
  readonly policyOf: (bucket: string) => Promise<string | undefined>;
  readonly granteesOf: (bucket: string) => Promise<number>;
  /** Whether somebody of an account who may list buckets may list this one. */
  readonly mayList: (bucket: string, accountId: string) => Promise<boolean>;
  /** Invokes the function that remediates, and gives what it answers. */
  readonly invoke: (payload: object) => Promise<unknown>;
  /** Runs a command as an operator of the security account. */
  readonly run: (args: readonly string[]) => Promise<Ended>;
  /** Ends its processes, and removes its copy of the synthesized stack. */
  readonly close: () => Promise<void>;
}

/** An address of this machine has no room for the account that the SDK puts before a host. */
function s3ControlOf(cloud: LocalCloud, who: CredentialsFor): S3ControlClient {
  const client = new S3ControlClient({ region: REGION, credentials: cloud.credentials(who) });
  const { hostname, port } = new URL(cloud.endpoints.s3Control);
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { protocol: "http:", hostname, port: Number(port) });
      return next(args);
    },
    { step: "build", priority: "high" },
  );
  return client;
}

/** Who owns data in the buckets' account. */
export const DATA_OWNER: CredentialsFor = { accountId: OWNER, roleName: "DataOwner", sessionName: "ada" };

interface Options {
  /** The rules run no function of these names. */
  readonly without?: readonly string[];
  /** How many remediations an hour may have, of an account and of all. Default: as for everybody. */
  readonly perHour?: number;
}

interface Configuration {
  readonly invariants?: readonly { readonly respond?: object }[];
}

/** Lets an hour have more remediations. */
function raiseCaps(perHour: number, assembly: string): void {
  for (const file of configurationFiles(assembly)) {
    const configuration = JSON.parse(readFileSync(file, "utf8")) as Configuration;
    const caps = { perAccountPerHour: perHour, perOrganizationPerHour: perHour };
    const invariants = configuration.invariants?.map(({ respond, ...one }) =>
      respond === undefined ? one : { ...one, respond: { ...respond, ...caps } },
    );
    writeFileSync(
      file,
      JSON.stringify({ ...configuration, ...(invariants !== undefined && { invariants }) }),
    );
  }
}

/** Runs the environment that enforces, with buckets tagged sensitive. */
export async function enforcingStack(
  buckets: readonly (object & { readonly name: string })[],
  { without = [], perHour }: Options = {},
): Promise<EnforcingStack> {
  const described = buckets.map((bucket) => ({
    account: OWNER,
    region: REGION,
    tags: { classification: "sensitive" },
    ...bucket,
  }));
  const scenario = parseScenario({ accounts: [{ id: MEMBER }], buckets: described }, "scenario");
  const folder = makeTemporaryFolder("enforcing");
  const root = folder.path;
  const synthesized = copyEnforcing(root);
  takeOut(synthesized.assembly, (name) => without.includes(name));
  if (perHour !== undefined) raiseCaps(perHour, synthesized.assembly);
  const cloud = await openLocalStack(ROOT, { synthesized, scenario });
  const credentials = cloud.credentials({ accountId: CENTRAL, userName: "operator" });
  const register = openRegister(
    new DynamoDBClient({ region: REGION, endpoint: cloud.endpoints.all, credentials }),
    { tableName: TABLE_NAME },
  );
  const s3 = (who: CredentialsFor) => s3As(cloud, who);
  return {
    cloud,
    s3,
    s3Control: (who) => s3ControlOf(cloud, who),
    after: async (write) => {
      const before = cloud.traces().length;
      await write();
      await cloud.settled();
      return cloud.traces().slice(before);
    },
    actions: async (bucket, account = OWNER) => {
      const { actions } = await register.partition(account, bucket);
      return actions.toSorted((one, other) => one.remediation.at.localeCompare(other.remediation.at));
    },
    policyOf: async (Bucket) => {
      try {
        return (await s3(DATA_OWNER).send(new GetBucketPolicyCommand({ Bucket }))).Policy;
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchBucketPolicy") return undefined;
        throw error;
      }
    },
    granteesOf: async (Bucket) =>
      (await s3(DATA_OWNER).send(new GetBucketAclCommand({ Bucket }))).Grants?.length ?? 0,
    mayList: (bucket, accountId) => mayList(cloud, bucket, accountId),
    invoke: async (payload) => {
      const lambda = new LambdaClient({ region: REGION, endpoint: cloud.endpoints.all, credentials });
      const { Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: RESTRICT, Payload: JSON.stringify(payload) }),
      );
      const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString());
      return answer;
    },
    run: (args) =>
      commandServed(
        args,
        {
          AWS_ENDPOINT_URL: cloud.endpoints.all,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        },
        root,
      ),
    close: async () => {
      await cloud.close();
      folder.remove();
    },
  };
}
