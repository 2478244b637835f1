import { ListAccountsCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import type { Accounts } from "./ports";

/**
 * The accounts of the organization, as Organizations says.
 *
 * @throws what Organizations throws, also that it may not be asked: an account that nobody lists must not look as if it were covered
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listAccounts(client: OrganizationsClient, signal: AbortSignal): Promise<Accounts> {
  const active: string[] = [];
  const suspended: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListAccountsCommand({ NextToken }), { abortSignal: signal });
    for (const { Id, State, Status } of page.Accounts ?? [])
      if (Id !== undefined) ((State ?? Status) === "ACTIVE" ? active : suspended).push(Id);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return { active, suspended };
}
