import { type Bucket, effectiveBlock, type PublicAccessBlock } from "./bucket";

/** Every bucket of every account and region: a name exists once. */
export class S3Store {
  readonly buckets = new Map<string, Bucket>();
  readonly #accountBlocks = new Map<string, PublicAccessBlock>();
  /** Accounts whose block nobody may read. */
  readonly closedAccounts = new Set<string>();

  accountBlock(accountId: string): PublicAccessBlock | undefined {
    return this.#accountBlocks.get(accountId);
  }

  setAccountBlock(accountId: string, block: PublicAccessBlock | undefined): void {
    if (block === undefined) this.#accountBlocks.delete(accountId);
    else this.#accountBlocks.set(accountId, block);
  }

  /** The settings of bucket and account together. */
  blockOf({ accountId, publicAccessBlock }: Pick<Bucket, "accountId" | "publicAccessBlock">) {
    return effectiveBlock(publicAccessBlock, this.accountBlock(accountId));
  }
}
