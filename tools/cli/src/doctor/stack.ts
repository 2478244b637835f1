import { isDeepStrictEqual } from "node:util";
import { DescribeStacksCommand, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { parseJsonObject } from "./parse-json-object";
import { asked, type Check, ok, unknown, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected, Template } from "./expected";

/** What the CDK's bootstrap stack is called unless somebody named it otherwise, and the version that a deployment asks for. */
const [BOOTSTRAP_STACK, LEAST_VERSION] = ["CDKToolkit", 6];

export const checkBootstrap = (
  { accountId, region }: Expected,
  { cloudFormation }: DoctorClients,
): Promise<readonly Check[]> =>
  asked("bootstrap", async () => {
    const mend = `npx cdk bootstrap aws://${accountId}/${region}`;
    const stack = await stackOf(BOOTSTRAP_STACK, cloudFormation);
    if (stack === undefined)
      return [wrong("bootstrap", `there is no stack ${BOOTSTRAP_STACK}: the CDK needs it to deploy`, mend)];
    const version = stack.Outputs?.find(({ OutputKey }) => OutputKey === "BootstrapVersion")?.OutputValue;
    if (version === undefined) return [unknown("bootstrap", `${BOOTSTRAP_STACK} does not say its version`)];
    return [
      Number(version) >= LEAST_VERSION
        ? ok("bootstrap", `version ${version}`)
        : wrong("bootstrap", `version ${version}, and a deployment needs ${LEAST_VERSION}`, mend),
    ];
  });

export const checkStack = (
  { stackName, template }: Expected,
  { cloudFormation }: DoctorClients,
  environment: string,
): Promise<readonly Check[]> =>
  asked("stack", async () => {
    const deploy = `npm run deploy -- --environment=${environment}`;
    const stack = await stackOf(stackName, cloudFormation);
    if (stack === undefined) return [wrong("stack", `there is no stack ${stackName}`, deploy)];
    const { StackStatus = "of no status", StackStatusReason = "" } = stack;
    if (!/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(StackStatus))
      return [
        StackStatus.endsWith("_IN_PROGRESS")
          ? unknown("stack", `${stackName} is ${StackStatus}: ask again later`)
          : wrong("stack", `${stackName} is ${StackStatus} ${StackStatusReason}`.trimEnd(), deploy),
      ];
    const { TemplateBody = "" } = await cloudFormation.send(
      new GetTemplateCommand({ StackName: stackName, TemplateStage: "Original" }),
    );
    const differing = differences(parseJsonObject(TemplateBody), template);
    if (differing === undefined) return [unknown("stack", `the template of ${stackName} is no JSON`)];
    return [
      differing.length === 0
        ? ok("stack", `${stackName} is ${StackStatus}, as synthesized here`)
        : wrong(
            "stack",
            `${stackName} is not as synthesized here: ${few(differing)}`,
            `npx nx diff infra --environment=${environment} shows it, ${deploy} deploys it`,
          ),
    ];
  });

async function stackOf(StackName: string, client: DoctorClients["cloudFormation"]) {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0];
  } catch (error) {
    // CloudFormation has no error of its own for it.
    if (
      error instanceof Error &&
      error.name === "ValidationError" &&
      error.message.includes("does not exist")
    )
      return undefined;
    throw error;
  }
}

/** The logical ids of what is not the same, or the part of the template. */
function differences(
  deployed: Readonly<Record<string, unknown>> | undefined,
  here: Template,
): readonly string[] | undefined {
  if (deployed === undefined) return undefined;
  const { Resources: there = {}, ...others } = deployed;
  const { Resources, ...ownOthers } = here;
  const ids = new Set([...Object.keys(Object(there) as object), ...Object.keys(Resources)]);
  const resources = there as Readonly<Record<string, unknown>>;
  return [
    ...[...ids].filter((id) => !isDeepStrictEqual(resources[id], Resources[id])),
    ...(isDeepStrictEqual(others, ownOthers) ? [] : ["what is no resource"]),
  ].sort();
}

const SHOWN = 5;

function few(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
