import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { asked, type Check, NOT_THE_SERVICE, ok, unknown, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

export const checkCredentials = (
  { accountId }: Expected,
  { sts }: DoctorClients,
): Promise<readonly Check[]> =>
  asked("credentials", async () => {
    const { Account, Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) return [unknown("credentials", NOT_THE_SERVICE)];
    return [
      Account === accountId
        ? ok("credentials", `${Arn} is of account ${accountId}`)
        : wrong(
            "credentials",
            `${Arn} is of account ${Account}, the environment's stack of ${accountId}`,
            "export AWS_PROFILE=a profile of that account",
          ),
    ];
  });
