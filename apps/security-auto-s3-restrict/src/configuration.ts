import { parse } from "@security-auto/events";
import { partitionOf, roleArn } from "@security-auto/iam-policy";
import {
  DEFAULT_INVARIANTS,
  organizationSchema,
  type RespondingInvariant,
  respondingInvariantsSchema,
} from "@security-auto/s3-exposure";
import * as z from "zod/mini";

const text = z.string().check(z.minLength(1));

const schema = z.strictObject({
  /** Name of the function's own role. */
  role: text,
  /** Name of the role in which a member account's buckets are read. */
  readRole: text,
  /** Name of the role in which a member account's buckets are written. Absent: nothing is ever written, plans are only recorded. */
  writeRole: z.exactOptional(text),
  /** Name of that role in the security account itself. Absent: its buckets are not written. */
  ownWriteRole: z.exactOptional(text),
  /** Name of the table. */
  table: text,
  /** Name of the event bus that transitions are put on. */
  privateBus: text,
  organization: z.exactOptional(organizationSchema),
  /** Without them the default ones hold, and they are only observed. */
  invariants: z.exactOptional(respondingInvariantsSchema),
  /** Name of the environment. */
  environment: z.exactOptional(text),
});

/** What an environment decides of the function. */
export type RestrictConfiguration = Omit<z.infer<typeof schema>, "invariants"> & {
  readonly invariants: readonly RespondingInvariant[];
};

/** Checks the content of the function's configuration file; each issue names its field. */
export function parseRestrictConfiguration(value: unknown) {
  const parsed = parse(schema, value);
  if (!parsed.success) return parsed;
  const { invariants = DEFAULT_INVARIANTS, ...rest } = parsed.data;
  return { success: true, data: { ...rest, invariants } } as const;
}

/** The ARN of the role in which an account's buckets are written; `undefined`: there is none. */
export type WriteRoleIn = (account: string) => string | undefined;

/** @param home - the account and region of the function */
export function writeRoleIn(
  { writeRole, ownWriteRole }: Pick<RestrictConfiguration, "writeRole" | "ownWriteRole">,
  home: { readonly accountId: string; readonly region: string },
): WriteRoleIn {
  const partition = partitionOf(home.region);
  return (accountId) => {
    const name = accountId === home.accountId ? ownWriteRole : writeRole;
    return name === undefined ? undefined : roleArn({ partition, accountId, name });
  };
}
