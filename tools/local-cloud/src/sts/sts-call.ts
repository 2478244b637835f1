import type { NamedPolicy } from "@security-auto/iam-evaluator";
import type { Faults } from "../faults/faults";
import type { AwsRequest } from "../http/aws-request";
import type { Role } from "../iam/role";
import type { KnownCaller } from "../identity/caller";
import type { CredentialStore } from "../identity/credential-store";
import type { Iam } from "../identity/decide-call";

/** What STS answers from. */
export interface Sts extends Iam {
  readonly roles: ReadonlyMap<string, Role>;
  readonly credentials: CredentialStore;
  /** The policies that a session can be narrowed by, by ARN. */
  readonly managedPolicies: ReadonlyMap<string, NamedPolicy>;
  /** Regions that an account has not enabled: STS makes no credentials for it there. */
  readonly disabledRegions: ReadonlyMap<string, readonly string[]>;
  readonly faults: Faults;
}

/** One call, with the parameters of the form it came as. */
export interface StsCall {
  readonly caller: KnownCaller;
  readonly request: AwsRequest;
  readonly parameters: URLSearchParams;
}
