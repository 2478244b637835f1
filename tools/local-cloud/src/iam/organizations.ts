/** Which organization an account belongs to. */
export class Organizations {
  readonly #ids = new Map<string, string>();

  constructor(members: Iterable<readonly [accountId: string, organizationId: string]> = []) {
    this.#ids = new Map(members);
  }

  of(accountId: string | undefined): string | undefined {
    return accountId === undefined ? undefined : this.#ids.get(accountId);
  }

  /** The accounts of an organization, in the order of their ids. */
  accountsOf(organizationId: string): readonly string[] {
    return [...this.#ids].flatMap(([account, id]) => (id === organizationId ? [account] : [])).sort();
  }

  /** The keys that IAM knows of both sides of a call; an account outside of every organization has none. */
  contextOf(callerAccount: string | undefined, resourceAccount: string | undefined): Record<string, string> {
    const caller = this.of(callerAccount);
    const owner = this.of(resourceAccount);
    return {
      ...(caller !== undefined && { "aws:PrincipalOrgID": caller }),
      ...(owner !== undefined && { "aws:ResourceOrgID": owner }),
    };
  }
}
