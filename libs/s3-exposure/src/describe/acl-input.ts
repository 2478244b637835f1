import * as z from "zod/mini";
import type { Acl, AclGrant, Grantee } from "../bucket-facts";
import { readGrantee } from "./grantee";

const ownerSchema = z.union([z.string(), z.object({ ID: z.string() })]);

/** A grantee as S3 returns it. */
const s3GranteeSchema = z.object({
  Type: z.optional(z.string()),
  URI: z.optional(z.string()),
  ID: z.optional(z.string()),
  EmailAddress: z.optional(z.string()),
  DisplayName: z.optional(z.string()),
});

const granteeSchema = z.union([z.string().check(z.minLength(1)), s3GranteeSchema]);

type GranteeInput = z.output<typeof granteeSchema>;

const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;

const permission = z.enum(PERMISSIONS, `expected one of ${PERMISSIONS.join(", ")}`);

const writtenGrantSchema = z.object({ grantee: granteeSchema, permission });
const s3GrantSchema = z.object({ Grantee: granteeSchema, Permission: permission });

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const MOST_GRANTS = 100;

const grantsSchema = z
  .array(z.union([writtenGrantSchema, s3GrantSchema]))
  .check(z.maxLength(MOST_GRANTS, `expected at most ${MOST_GRANTS} grants, S3 takes no more`));

/** An ACL in our words, or as `GetBucketAcl` returns it. */
export const aclSchema = z.object({
  owner: z.optional(z.nullable(ownerSchema)),
  Owner: z.optional(z.nullable(ownerSchema)),
  grants: z.optional(grantsSchema),
  Grants: z.optional(grantsSchema),
});

export function readAcl(input: z.output<typeof aclSchema>): Acl {
  const given = input.owner ?? input.Owner ?? undefined;
  const owner = typeof given === "object" ? given.ID : given;
  const grants = (input.grants ?? input.Grants ?? []).map((grant): AclGrant => {
    const [grantee, permission] =
      "grantee" in grant ? [grant.grantee, grant.permission] : [grant.Grantee, grant.Permission];
    return { grantee: granteeOf(grantee, owner), permission };
  });
  return { owner, grants };
}

/** One that has no name may be a group, and a group may be everyone. */
function granteeOf(grantee: GranteeInput, owner: string | undefined): Grantee {
  if (typeof grantee === "string") return readGrantee(grantee, owner);
  const { Type, URI, ID, EmailAddress, DisplayName } = grantee;
  const name = Type === "Group" ? URI : (URI ?? ID ?? EmailAddress ?? DisplayName);
  return name === undefined ? { kind: "other", text: "(not named)", group: true } : readGrantee(name, owner);
}

export const GRANTEE_KEYS = Object.keys(s3GranteeSchema.shape);
