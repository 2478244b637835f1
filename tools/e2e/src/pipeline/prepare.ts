import { DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { Failure, reasonOf } from "../failure";
import { bootstrap, deployTo, launch } from "./cdk";
import type { Clients } from "./clients";
import { type Deployment, readDeployment, stackExists } from "./deployment";
import { keepSomething } from "./kept";
import { putRelease, RELEASED_ENVIRONMENT } from "./put-release";
import type { Report } from "./report";
import type { Target } from "./target";
import type { Teardown } from "./teardown";
import { leaveOutUnsupported } from "./leave-out-unsupported";

export interface Prepared {
  readonly deployment: Deployment;
  /** Whether this run deployed the stack, and may do with it what it likes. */
  readonly isOurs: boolean;
}

/** @throws Failure where the credentials are none, or of another account than the environment's */
export async function checkAccount({ sts }: Clients, { account, environment }: Target): Promise<void> {
  const { Account } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw new Failure(`who calls is unknown: ${reasonOf(error)}`, 2);
  });
  if (Account === account) return;
  throw new Failure(
    `the credentials are of account ${Account ?? "unknown"}, environment ${environment} is of ${account}`,
    2,
  );
}

/** Bootstraps and deploys what is not there yet. */
export async function prepare(
  root: string,
  target: Target,
  clients: Clients,
  report: Report,
  teardown: Teardown,
): Promise<Prepared> {
  const stackName = `security-auto-${target.environment}`;
  const { cloudFormation } = clients;
  if (await stackExists(cloudFormation, stackName)) {
    report.note(`the stack ${stackName} is there already: it is tried as it is, and stays`);
    return { deployment: await readDeployment(cloudFormation, stackName), isOurs: false };
  }
  if (!(await stackExists(cloudFormation, "CDKToolkit"))) {
    await report.check("the CDK CLI bootstraps the account", () => bootstrap(root, target));
  }
  teardown.add(`stack ${stackName}`, () => destroy(root, target, clients, stackName));
  if (target.endpoint === undefined)
    await report.check("the CDK CLI deploys the stack", () =>
      launch(root, target, ["deploy", "--require-approval=never", "--ci"]),
    );
  else if (target.environment === RELEASED_ENVIRONMENT)
    await update(root, target, clients, report, stackName);
  else await report.check("the CDK CLI deploys the stack", () => deployTo(root, target, leaveOutUnsupported));
  return { deployment: await readDeployment(cloudFormation, stackName), isOurs: true };
}

/** Deploys an earlier release, and the stack over it. */
async function update(
  root: string,
  target: Target,
  clients: Clients,
  report: Report,
  stackName: string,
): Promise<void> {
  await report.check("the CDK CLI deploys an earlier release", () =>
    deployTo(root, target, (assembly) => {
      putRelease(root, assembly, stackName);
      leaveOutUnsupported(assembly);
    }),
  );
  const look = await keepSomething(clients, stackName);
  await report.check("the CDK CLI deploys the stack over it", () =>
    deployTo(root, target, leaveOutUnsupported),
  );
  await report.check("tables, queues and log groups are the same ones, with what was in them", look);
}

/** Takes the stack away, and what it keeps by default because it must not be lost. */
async function destroy(root: string, target: Target, clients: Clients, stackName: string): Promise<void> {
  const { cloudFormation, logs, sqs } = clients;
  if (!(await stackExists(cloudFormation, stackName))) return;
  const deployment = await readDeployment(cloudFormation, stackName).catch(() => undefined);
  await launch(root, target, ["destroy", "--force", "--ci"]);
  if (await stackExists(cloudFormation, stackName)) throw new Failure("it is still there", 1);
  if (deployment === undefined) return;
  const { logGroupName, failureQueueUrl } = deployment;
  await unlessGone("ResourceNotFoundException", logs.send(new DeleteLogGroupCommand({ logGroupName })));
  await unlessGone("QueueDoesNotExist", sqs.send(new DeleteQueueCommand({ QueueUrl: failureQueueUrl })));
}

async function unlessGone(errorName: string, removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof Error && error.name === errorName)) throw error;
  }
}
