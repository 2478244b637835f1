import type { ActionItem, RecordedSettings } from "@security-auto/register";
import { canonical } from "../settings/canonical";
import { type Part, PARTS, partsWritten } from "../settings/part";

type Acl = RecordedSettings["acl"];

/** How a part stands: as before the action, as the action leaves it, or otherwise, and then how in words. */
export type PartState =
  | { readonly part: Part; readonly state: "prior" | "left" }
  | { readonly part: Part; readonly state: "other"; readonly difference: string };

/**
 * Compares what stands with what an action found and what it leaves, part by part.
 *
 * The ACL is compared as S3 shows it: without public grants where these are ignored. It is compared also where the action has S3 ignore
 * public grants: the ACL below has to be the one that was read before.
 *
 * @param ignores - Whether the account's own block has S3 ignore public grants
 */
export function compareSettings(
  { prior, left }: Pick<ActionItem, "prior" | "left">,
  now: RecordedSettings,
  ignores: boolean,
): readonly PartState[] {
  const written = partsWritten(prior, left);
  const hides = left.publicAccessBlock?.IgnorePublicAcls === true && !isIgnoring(prior);
  return PARTS.filter((part) => written.includes(part) || (part === "acl" && hides)).map(
    (part): PartState => {
      const shown = (settings: RecordedSettings): unknown =>
        part === "acl" && (ignores || isIgnoring(now)) ? visible(settings.acl) : settings[part];
      const stands = canonical(now[part]);
      if (stands === canonical(shown(prior))) return { part, state: "prior" };
      if (stands === canonical(shown(left))) return { part, state: "left" };
      const expected = shown(written.includes(part) ? left : prior);
      return { part, state: "other", difference: inWords(part, now[part], expected) };
    },
  );
}

const isIgnoring = ({ publicAccessBlock }: RecordedSettings): boolean =>
  publicAccessBlock?.IgnorePublicAcls === true;

const PUBLIC_GROUPS = /\/global\/(?:AllUsers|AuthenticatedUsers)$/;

const visible = (acl: Acl): Acl =>
  acl && { ...acl, Grants: acl.Grants.filter(({ Grantee: { URI } }) => !PUBLIC_GROUPS.test(URI ?? "")) };

const NAMES: Readonly<Record<Part, string>> = {
  acl: "ACL",
  policy: "bucket policy",
  publicAccessBlock: "public access block",
};

const inWords = (part: Part, now: unknown, expected: unknown): string =>
  `the ${NAMES[part]} was changed since: it is ${textOf(now)}, not ${textOf(expected)}`;

function textOf(value: unknown): string {
  if (value === null) return "absent";
  return typeof value === "string" ? value : canonical(value);
}
