import * as z from "zod/mini";
import type { Acl, AclGrant } from "../bucket-facts";
import { readGrantee } from "./grantee";

const ownerSchema = z.union([z.string(), z.object({ ID: z.string() })]);

/** A grantee by name, or as S3 returns it. */
const granteeSchema = z.union([
  z.string().check(z.minLength(1)),
  z.object({
    Type: z.optional(z.string()),
    URI: z.optional(z.string()),
    ID: z.optional(z.string()),
    EmailAddress: z.optional(z.string()),
    DisplayName: z.optional(z.string()),
  }),
]);

type GranteeInput = z.output<typeof granteeSchema>;

const writtenGrantSchema = z.object({ grantee: granteeSchema, permission: z.string() });
const s3GrantSchema = z.object({ Grantee: granteeSchema, Permission: z.string() });

/** An ACL in our words, or as `GetBucketAcl` returns it. */
export const aclSchema = z.object({
  owner: z.optional(z.nullable(ownerSchema)),
  Owner: z.optional(z.nullable(ownerSchema)),
  grants: z.optional(z.array(z.union([writtenGrantSchema, s3GrantSchema]))),
  Grants: z.optional(z.array(z.union([writtenGrantSchema, s3GrantSchema]))),
});

export function readAcl(input: z.output<typeof aclSchema>): Acl {
  const given = input.owner ?? input.Owner ?? undefined;
  const owner = typeof given === "object" ? given.ID : given;
  const grants = (input.grants ?? input.Grants ?? []).map((grant): AclGrant => {
    const [grantee, permission] =
      "grantee" in grant ? [grant.grantee, grant.permission] : [grant.Grantee, grant.Permission];
    return { grantee: readGrantee(granteeText(grantee), owner), permission };
  });
  return { owner, grants };
}

function granteeText(grantee: GranteeInput): string {
  if (typeof grantee === "string") return grantee;
  const { URI, ID, EmailAddress, DisplayName } = grantee;
  return URI ?? ID ?? EmailAddress ?? DisplayName ?? "(not named)";
}
