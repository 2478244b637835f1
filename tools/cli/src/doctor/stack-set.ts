import { DescribeStackSetCommand, paginateListStackInstances } from "@aws-sdk/client-cloudformation";
import { asked, type Check, ok, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

const REGISTER =
  "aws organizations register-delegated-administrator --service-principal member.org.stacksets.cloudformation.amazonaws.com --account-id";

/** Whether the account may manage stack sets of the organization, and how the stack set's instances stand. */
export async function checkStackSet(
  { stackSet, accountId }: Pick<Expected, "stackSet" | "accountId">,
  { cloudFormation }: Pick<DoctorClients, "cloudFormation">,
  environment: string,
): Promise<readonly Check[]> {
  if (stackSet === undefined) return [];
  const { name: StackSetName, callAs: CallAs } = stackSet;
  const administrator = await asked("stack set", async () => {
    try {
      const { StackSet } = await cloudFormation.send(new DescribeStackSetCommand({ StackSetName, CallAs }));
      return [ok("stack set", `${StackSetName} is ${StackSet?.Status ?? "there"}, managed as ${CallAs}`)];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.name === "StackSetNotFoundException")
        return [
          wrong("stack set", `there is no ${StackSetName}`, `npm run deploy -- --environment=${environment}`),
        ];
      if (error.name === "ValidationError" && /delegated admin|must be the management/i.test(error.message))
        return [
          wrong(
            "stack set",
            `account ${accountId} is no delegated administrator of CloudFormation`,
            `${REGISTER} ${accountId} (in the management account)`,
          ),
        ];
      throw error;
    }
  });
  if (administrator.some(({ result }) => result !== "ok")) return administrator;
  const instances = await asked("stack set instances", async () => {
    const failed: string[] = [];
    let all = 0;
    for await (const { Summaries = [] } of paginateListStackInstances(
      { client: cloudFormation },
      { StackSetName, CallAs },
    ))
      for (const { Account = "", Region = "", StackInstanceStatus, StatusReason = "" } of Summaries) {
        all += 1;
        const { DetailedStatus = "of no status" } = StackInstanceStatus ?? {};
        if (DetailedStatus !== "SUCCEEDED")
          failed.push(`${Account} in ${Region} is ${DetailedStatus} ${StatusReason}`.trimEnd());
      }
    if (all === 0)
      return [
        wrong(
          "stack set instances",
          "there is none: no account of the units is watched",
          `npm run deploy -- --environment=${environment}`,
        ),
      ];
    return failed.length === 0
      ? [ok("stack set instances", `${all}, each of them in place`)]
      : failed.map((each) =>
          wrong(
            "stack set instances",
            each,
            `aws cloudformation update-stack-instances --call-as ${CallAs} --stack-set-name ${StackSetName} for that account and region, once the reason is gone`,
          ),
        );
  });
  return [...administrator, ...instances];
}
