import type { FaultRule } from "../faults/fault";
import type { Administration, KnownAccount } from "../organizations/known-organization";
import type { Grant } from "../s3/bucket/acl";
import type { TrailKind } from "../state/trails";
import type { Ownership, PublicAccessBlock, Tag } from "../s3/bucket/bucket";

export interface Organization extends Administration {
  /** E.g. `o-abcd1234ef`. */
  readonly id: string;
  /** Absent: every account of the stacks and of the scenario. */
  readonly accounts?: readonly string[];
}

export interface ScenarioAccount extends KnownAccount {
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Absent: one that logs management events of all regions. */
  readonly trail?: TrailKind;
  /** Regions that are not enabled: STS answers RegionDisabledException there. Absent: none. */
  readonly disabledRegions?: readonly string[];
  /** `false`: the member stack is not deployed there, so its writes are not forwarded and its buckets cannot be read. */
  readonly memberStack: boolean;
}

export interface ScenarioBucket {
  readonly name: string;
  readonly account: string;
  /** Absent: the region of the central bus. */
  readonly region?: string;
  readonly tags?: readonly Tag[];
  /** JSON text. */
  readonly policy?: string;
  /** What GetBucketPolicyStatus says, until the policy is written again. Absent: it is worked out. */
  readonly policyIsPublic?: boolean;
  readonly acl?: { readonly owner?: string; readonly grants: readonly Grant[] };
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly ownership?: Ownership;
  readonly accessPoints?: ScenarioAccessPoints;
  /** IAM actions that are refused to everybody. */
  readonly refused: readonly string[];
}

export interface ScenarioAccessPoint {
  readonly name: string;
  /** Absent: the bucket's. */
  readonly account?: string;
  readonly vpc?: string;
  /** JSON text. */
  readonly policy?: string;
  /** What GetAccessPointPolicyStatus says. Absent: it is worked out. */
  readonly policyIsPublic?: boolean;
  readonly publicAccessBlock: PublicAccessBlock;
}

export interface ScenarioAccessPoints {
  readonly list: readonly ScenarioAccessPoint[];
  readonly more: boolean;
}

/** What there is before the first event: accounts and buckets, and what is to go wrong. */
export interface Scenario {
  /** Where it was read from. */
  readonly source: string;
  readonly organization?: Organization;
  /** What the buckets say of their accounts' organizations. */
  readonly organizationsOfBuckets: readonly Organization[];
  readonly accounts: readonly ScenarioAccount[];
  readonly buckets: readonly ScenarioBucket[];
  readonly faults: readonly FaultRule[];
}
