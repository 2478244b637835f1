import { type Bucket, effectiveBlock, type PublicAccessBlock } from "./bucket";

/** Every bucket of every account and region: a name exists once. */
export class S3Store {
  readonly #buckets = new Map<string, Bucket>();
  readonly #names = new Map<string, Set<string>>();
  /** The names of an account's buckets in order; made when somebody lists them, and anew when one has come or gone. */
  readonly #sorted = new Map<string, readonly string[]>();
  readonly #accountBlocks = new Map<string, PublicAccessBlock>();
  /** Accounts whose block nobody may read. */
  readonly closedAccounts = new Set<string>();

  bucket(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  get buckets(): IterableIterator<Bucket> {
    return this.#buckets.values();
  }

  /** Adds a bucket, in place of one of that name. */
  put(bucket: Bucket): void {
    const { name, accountId } = bucket;
    this.remove(name);
    this.#buckets.set(name, bucket);
    const names = this.#names.get(accountId) ?? new Set();
    this.#names.set(accountId, names.add(name));
    this.#sorted.delete(accountId);
  }

  remove(name: string): void {
    const { accountId } = this.#buckets.get(name) ?? {};
    this.#buckets.delete(name);
    if (accountId === undefined) return;
    this.#names.get(accountId)?.delete(name);
    this.#sorted.delete(accountId);
  }

  /** The names of an account's buckets, in every region, in the order of their bytes. */
  namesOf(accountId: string): readonly string[] {
    const known = this.#sorted.get(accountId);
    if (known !== undefined) return known;
    const sorted = [...(this.#names.get(accountId) ?? [])].sort((a, b) => (a < b ? -1 : 1));
    this.#sorted.set(accountId, sorted);
    return sorted;
  }

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
