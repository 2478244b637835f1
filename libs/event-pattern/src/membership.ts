/**
 * The elements of lists that a value lies in, innermost first. Values of one event belong together only if
 * they lie in the same element of every list they share.
 *
 * Within one tree of memberships, the same elements are always the same object, so that memberships can be
 * compared and remembered by identity.
 */
export class Membership {
  /** Another membership for the same element of the same list, in other lists or at another place. */
  #other: Membership | undefined;

  private constructor(
    /** The memberships of the tree, by list and index. */
    private readonly tree: Map<readonly unknown[], Membership[]>,
    readonly list: readonly unknown[],
    /** The path that leads to the list: one list object may stand at two places of an event. */
    readonly prefix: string,
    readonly index: number,
    readonly outer: Membership | undefined,
  ) {}

  /** What is in no list: the root of a tree. */
  static none(): Membership {
    return new Membership(new Map(), [], "", -1, undefined);
  }

  /** The same elements and one more. */
  with(list: readonly unknown[], prefix: string, index: number): Membership {
    let members = this.tree.get(list);
    if (members === undefined) this.tree.set(list, (members = []));
    for (let known = members[index]; known !== undefined; known = known.#other) {
      if (known.outer === this && known.prefix === prefix) return known;
    }
    const member = new Membership(this.tree, list, prefix, index, this);
    member.#other = members[index];
    return (members[index] = member);
  }

  /** Which element of the list is meant, if one is. */
  indexIn(list: readonly unknown[], prefix: string): number | undefined {
    const isMeant = this.list === list && this.prefix === prefix;
    return isMeant ? this.index : this.outer?.indexIn(list, prefix);
  }

  /** Without the lists for which `isRelevant` is false. */
  only(isRelevant: (prefix: string) => boolean): Membership {
    if (this.outer === undefined) return this;
    const outer = this.outer.only(isRelevant);
    if (!isRelevant(this.prefix)) return outer;
    return outer === this.outer ? this : outer.with(this.list, this.prefix, this.index);
  }
}
