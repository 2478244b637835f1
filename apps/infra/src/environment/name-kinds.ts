import * as z from "zod";

/** What each service takes as a name, by what is named. */
export const NAME_KINDS = {
  // Only a partner's bus has a slash in its name, and such a name begins with aws.
  bus: {
    characters: /^(?!aws\.)[A-Za-z0-9._-]{1,256}$/,
    reason: "1 to 256 letters, digits, and ._- and not beginning with aws.",
  },
  statement: { characters: /^[A-Za-z0-9_-]{1,64}$/, reason: "1 to 64 letters, digits, and _-" },
  rule: { characters: /^[A-Za-z0-9._-]{1,64}$/, reason: "1 to 64 letters, digits, and ._-" },
  function: { characters: /^[A-Za-z0-9_-]{1,64}$/, reason: "1 to 64 letters, digits, and _-" },
  role: { characters: /^[A-Za-z0-9+=,.@_-]{1,64}$/, reason: "1 to 64 letters, digits, and +=,.@_-" },
  // The region comes after it, and IAM takes 64 characters in all.
  regionalRole: { characters: /^[A-Za-z0-9+=,.@_-]{1,48}$/, reason: "1 to 48 letters, digits, and +=,.@_-" },
  policy: { characters: /^[A-Za-z0-9+=,.@_-]{1,128}$/, reason: "1 to 128 letters, digits, and +=,.@_-" },
  table: { characters: /^[A-Za-z0-9._-]{3,255}$/, reason: "3 to 255 letters, digits, and ._-" },
  topic: { characters: /^[A-Za-z0-9_-]{1,256}$/, reason: "1 to 256 letters, digits, and _-" },
  queue: { characters: /^[A-Za-z0-9_-]{1,80}$/, reason: "1 to 80 letters, digits, and _-" },
  schedule: { characters: /^[A-Za-z0-9._-]{1,64}$/, reason: "1 to 64 letters, digits, and ._-" },
  // `-`, the account, `-`, the region and `-an` come after it, and S3 takes 63 characters in all.
  regionalBucket: {
    characters: /^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$/,
    reason: "2 to 32 small letters, digits, and -, beginning and ending with a letter or digit",
  },
  alarm: { characters: /^[A-Za-z0-9._ /-]{1,255}$/, reason: "1 to 255 letters, digits, spaces, and ._/-" },
  // The region comes after it, and CloudWatch takes 255 characters in all.
  dashboard: { characters: /^[A-Za-z0-9_-]{1,230}$/, reason: "1 to 230 letters, digits, and _-" },
  stackSet: {
    characters: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    reason: "1 to 128 letters, digits, and -, beginning with a letter",
  },
} as const satisfies Readonly<Record<string, { readonly characters: RegExp; readonly reason: string }>>;

export type NameKind = keyof typeof NAME_KINDS;

/** A physical name that an environment may give, with what it is called otherwise. */
export interface NameEntry {
  readonly kind: NameKind;
  readonly default: string;
  /** What has the name, as in "Name of the ...". */
  readonly meaning: string;
}

/** A name of a file, which is `undefined` where the default is meant. */
export function nameSchema({ kind, default: name, meaning }: NameEntry) {
  const { characters, reason } = NAME_KINDS[kind];
  return z
    .string()
    .regex(characters, `a name here is ${reason}`)
    .exactOptional()
    .meta({ description: `Name of the ${meaning}.`, default: name });
}

/** The keys of a table, each with what is made of it. */
export function each<Key extends string, Entry, Made>(
  table: Readonly<Partial<Record<Key, Entry>>>,
  make: (entry: Entry, key: Key) => Made,
): Readonly<Record<Key, Made>> {
  const entries = Object.entries(table) as [Key, Entry][];
  return Object.fromEntries(entries.map(([key, entry]) => [key, make(entry, key)])) as Record<Key, Made>;
}
