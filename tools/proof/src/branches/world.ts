import { type LocalCloud, parseScenario, type Scenario } from "@security-auto/local-cloud";
import { bucketArn, type Partition, partitionOf } from "@security-auto/iam-policy";
import type { DetailType } from "@security-auto/assessment";
import type { Sender } from "../stack/read-stack";
import { READ_ACTIONS } from "@security-auto/s3-exposure";
import type { Accounts } from "../setting";

/** Whose buckets the function reads in its own role, and in the member account's. */
export const OWNERS = ["home", "member"] as const;
export type Owner = (typeof OWNERS)[number];

/** A running stack with accounts and buckets in it. */
export interface World {
  readonly cloud: LocalCloud;
  readonly accounts: Accounts;
  /** Of the central bus, and of the member stack. */
  readonly region: string;
  /** Name of the function that judges. */
  readonly judge: string;
  /** Name of the function that a construct of the central stack makes. */
  readonly functionOf: (construct: string) => string;
  /** Name of the register's table; empty where there is none. */
  readonly table: string;
  /** Who may put events of a kind on the private bus; `undefined` where nobody may. */
  readonly senderOf: (detailType: DetailType) => Sender | undefined;
}

const FAR_REGIONS = {
  aws: ["eu-west-1", "us-west-2"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-cn": ["cn-northwest-1", "cn-north-1"],
  // These have one or two regions.
  "aws-eusc": ["eusc-de-east-1"],
  "aws-iso": ["us-iso-west-1", "us-iso-east-1"],
  "aws-iso-b": ["us-isob-west-1", "us-isob-east-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-south-1", "us-isof-east-1"],
} as const satisfies Record<Partition, readonly string[]>;

/** Where buckets are that an event says to be in `region`: another one of its partition. */
export function awayFrom(region: string): string {
  return FAR_REGIONS[partitionOf(region)].find((far) => far !== region) ?? region;
}

/** Accounts other than the home account, whichever that is. */
export function accountsAround(home: string): Accounts {
  const [member = "", stranger = ""] = ["222211114444", "333311114444", "555511114444"].filter(
    (account) => account !== home,
  );
  return { home, member, stranger };
}

/**
 * The buckets at the start, for each owner: `full`, where every facet is there and the account's block matters; `bare`,
 * where none is; `away`, in another region; `shared`, whose policy delegates to access points; `leaky`, `undone` and `planned`, which are
 * sensitive and open by their policy; `granting` and `granted`, which are secret and open by their ACL; `closed`, where every read
 * is refused to everybody, beside `open`, where only the account's own block is: it is closed for the whole account, so that
 * both need a run of their own.
 */
export function scenarioOf(
  accounts: Accounts,
  region: string,
  { closed }: { readonly closed: boolean },
): Scenario {
  const buckets = OWNERS.flatMap((owner) => {
    const account = accounts[owner];
    const configuration = { account, region, ...everyFacet(`full-${owner}`, region) };
    return closed
      ? [
          {
            ...configuration,
            name: `closed-${owner}`,
            denied: READ_ACTIONS,
            policy: everyFacet(`closed-${owner}`, region).policy,
          },
          { ...configuration, ...everyFacet(`open-${owner}`, region), name: `open-${owner}` },
        ]
      : [
          { ...configuration, name: `full-${owner}` },
          { name: `bare-${owner}`, account, region },
          { name: `away-${owner}`, account, region: awayFrom(region) },
          delegating(`shared-${owner}`, account, region),
          ...["leaky", "undone", "planned"].map((name) => ({
            name: `${name}-${owner}`,
            account,
            region,
            ...leaking(`${name}-${owner}`, region),
          })),
          ...["granting", "granted"].map((name) => ({
            name: `${name}-${owner}`,
            account,
            region,
            ...GRANTING,
          })),
        ];
  });
  return parseScenario(
    {
      accounts: [
        { id: accounts.home },
        { id: accounts.member },
        { id: accounts.stranger, memberStack: false },
      ],
      buckets: [...buckets, { name: "unreadable", account: accounts.stranger, region }],
    },
    "scenario of the proof",
  );
}

function everyFacet(name: string, region: string) {
  const arn = bucketArn({ partition: partitionOf(region), name });
  return {
    tags: { classification: "internal" },
    ownership: "BucketOwnerPreferred",
    publicAccessBlock: { blockPublicAcls: true },
    policy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/*` }],
    },
  };
}

/** Outside whatever organization. */
const OUTSIDER = "999988887777";

/** What is sensitive, and opened by its policy to another account. */
function leaking(name: string, region: string) {
  const Resource = bucketArn({ partition: partitionOf(region), name });
  return {
    tags: { classification: "sensitive" },
    policy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: OUTSIDER }, Action: "s3:ListBucket", Resource }],
    },
  };
}

/** What is secret, and opened by its ACL to everyone and to a named outsider. */
const GRANTING = {
  tags: { classification: "secret" },
  ownership: "ObjectWriter",
  acl: {
    grants: [
      { grantee: "AllUsers", permission: "READ" },
      { grantee: OUTSIDER, permission: "READ" },
    ],
  },
};

/** A bucket with two access points: one with a policy, and one without. */
function delegating(name: string, account: string, region: string) {
  const partition = partitionOf(region);
  const arn = bucketArn({ partition, name });
  const point = `${name}-point`;
  const pointArn = `arn:${partition}:s3:${region}:${account}:accesspoint/${point}`;
  const everyone = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
  return {
    name,
    account,
    region,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          ...everyone,
          Resource: `${arn}/*`,
          Condition: { StringEquals: { "s3:DataAccessPointAccount": account } },
        },
      ],
    },
    accessPoints: [
      {
        name: point,
        policy: { Version: "2012-10-17", Statement: [{ ...everyone, Resource: `${pointArn}/object/*` }] },
      },
      { name: `${name}-plain` },
    ],
  };
}
