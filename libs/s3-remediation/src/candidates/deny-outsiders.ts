import { knownPartitionOf } from "@security-auto/iam-policy";
import { valueOf } from "@security-auto/s3-exposure";
import { type WrittenStatement, withStatements } from "../policy-text/edit-policy";
import type { BucketSettings } from "../settings/bucket-settings";
import type { Candidate, Change, Planning } from "./candidate";

/** Appends a Deny for everyone outside; AWS services keep what they have. */
export const denyOutsiders: Candidate = (settings, planning) => {
  const inside = insideOf(planning);
  if (inside === undefined) return undefined;
  const policy = `a Deny for everyone outside ${inside.what}, anonymous callers included; AWS services and whoever is inside keep their access, and every byte of the other statements stays`;
  return withDenies(settings, [outsidersDeny(inside, planning)], policy);
};

/** Appends a second Deny, for AWS services that act for somebody outside or do not say for whom. */
export const denyServicesOfOutsiders: Candidate = (settings, planning) => {
  const inside = insideOf(planning);
  if (inside === undefined) return undefined;
  const policy = `Denies for everyone outside ${inside.what}, anonymous callers included, and for AWS services that act for somebody outside or do not say for whom; whoever is inside keeps access, and every byte of the other statements stays`;
  return withDenies(settings, [outsidersDeny(inside, planning), servicesDeny(inside, planning)], policy);
};

function withDenies(
  settings: BucketSettings,
  denies: readonly WrittenStatement[],
  policy: string,
): Change | undefined {
  const { policyText: before } = settings;
  const policyText = before === undefined ? undefined : withStatements(before, denies);
  return policyText === undefined || policyText === before
    ? undefined
    : { settings: { ...settings, policyText }, because: { policy } };
}

/** Who is inside, as condition keys of a caller say it. */
interface Inside {
  readonly sid: string;
  /** For a sentence: `everyone outside ...`. */
  readonly what: string;
  readonly organizationId: string | undefined;
  /** Accounts beside the organization. */
  readonly accounts: readonly string[];
}

function insideOf({ facts, limit, excepted }: Planning): Inside | undefined {
  const { accountId, organization } = facts;
  if (limit === "private" && accountId !== undefined)
    return {
      sid: "SecurityAutoAccountOnly",
      what: `account ${[accountId, ...excepted].join(", ")}`,
      organizationId: undefined,
      accounts: [accountId, ...excepted],
    };
  if (limit !== "organization" || organization === undefined) return undefined;
  // Were the owner's account of another organization than was told, it would lock itself out.
  const isListed = accountId === undefined || organization.accounts?.includes(accountId) === true;
  const accounts = [...(isListed ? [] : [accountId]), ...excepted];
  return {
    sid: "SecurityAutoOrganizationOnly",
    what: [`organization ${organization.id}`, ...accounts.map((account) => `account ${account}`)].join(", "),
    organizationId: organization.id,
    accounts,
  };
}

function outsidersDeny({ sid, organizationId, accounts }: Inside, planning: Planning): WrittenStatement {
  return {
    ...denyOfAll(sid, planning),
    Condition: {
      StringNotEqualsIfExists: {
        ...(organizationId !== undefined && { "aws:PrincipalOrgID": organizationId }),
        ...(accounts.length > 0 && { "aws:PrincipalAccount": oneOrAll(accounts) }),
      },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  };
}

function servicesDeny({ sid, organizationId, accounts }: Inside, planning: Planning): WrittenStatement {
  const { accountId } = planning.facts;
  const sources = [...new Set([...(accountId === undefined ? [] : [accountId]), ...accounts])];
  return {
    ...denyOfAll(`${sid}Services`, planning),
    Condition: {
      Bool: { "aws:PrincipalIsAWSService": "true" },
      StringNotEqualsIfExists: {
        ...(organizationId !== undefined && { "aws:SourceOrgID": organizationId }),
        ...(sources.length > 0 && { "aws:SourceAccount": oneOrAll(sources) }),
      },
      ...(sources.length > 0 && {
        ArnNotLikeIfExists: { "aws:SourceArn": oneOrAll(sources.map((source) => `arn:*:*:*:${source}:*`)) },
      }),
    },
  };
}

function denyOfAll(Sid: string, { facts: { name, region, facets } }: Planning) {
  const partition = knownPartitionOf(region ?? valueOf(facets.location) ?? "") ?? "aws";
  const arn = `arn:${partition}:s3:::${name}`;
  return { Sid, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] } as const;
}

const oneOrAll = (values: readonly string[]) => (values.length === 1 ? values[0] : values);
