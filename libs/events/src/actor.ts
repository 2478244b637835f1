import type { UserIdentity } from "./user-identity";

interface ActorFacts {
  /** Who it was, for a person to read: `noor@example.com (SSO, DataSteward) in account 210987654321`. */
  readonly display: string;
  readonly arn?: string | undefined;
  /** The account the caller belongs to, not the one that was changed. */
  readonly accountId?: string | undefined;
  /** The unique id; for a role `<role id>:<session name>`. */
  readonly principalId?: string | undefined;
  /** The AWS service that called with the caller's permissions, such as `cloudformation.amazonaws.com`. */
  readonly invokedBy?: string | undefined;
  /** The account of the product provider that called with access delegated to it: an outsider, with a role of this account. */
  readonly delegateAccountId?: string | undefined;
  /** Who first assumed a role, when they said so; it stays through every further role. */
  readonly sourceIdentity?: string | undefined;
  /** The IAM Identity Center user whose identity the session carries. */
  readonly onBehalfOf?: UserIdentity["onBehalfOf"];
  /** The resource that the credentials were issued to, such as a Lambda function. */
  readonly inScopeOf?: UserIdentity["inScopeOf"];
}

export interface IamUserActor extends ActorFacts {
  readonly type: "IAMUser";
  readonly userName?: string | undefined;
}

/** A session of a role; CloudTrail reports few calls as made by a role itself. */
export interface AssumedRoleActor extends ActorFacts {
  readonly type: "AssumedRole" | "Role";
  readonly roleName?: string | undefined;
  /** The role's ARN with its path, which the session's `arn` does not show. */
  readonly roleArn?: string | undefined;
  readonly sessionName?: string | undefined;
  /** Only when the role is one that IAM Identity Center made for a permission set. */
  readonly sso?: { readonly permissionSet: string; readonly user: string } | undefined;
}

export interface RootActor extends ActorFacts {
  readonly type: "Root";
  /** Only for a session of `sts:AssumeRoot`, which the organization's administrators take for a member account. */
  readonly assumedRoot?: true;
}

export interface AwsServiceActor extends ActorFacts {
  readonly type: "AWSService";
  /** Such as `config.amazonaws.com`. */
  readonly service?: string | undefined;
}

/** A caller from another account, for whom CloudTrail shows this account the `principalId` and no more. */
export interface AwsAccountActor extends ActorFacts {
  readonly type: "AWSAccount";
}

/** A caller without credentials. */
export interface AnonymousActor extends ActorFacts {
  readonly type: "Anonymous";
}

/** A user of `sts:GetFederationToken`. */
export interface FederatedUserActor extends ActorFacts {
  readonly type: "FederatedUser";
  readonly sessionName?: string | undefined;
  /** The user whose permissions the session carries. */
  readonly issuerArn?: string | undefined;
}

export interface ProviderUserActor extends ActorFacts {
  readonly type: "SAMLUser" | "WebIdentityUser";
  readonly userName?: string | undefined;
  readonly identityProvider?: string | undefined;
}

export interface IdentityCenterUserActor extends ActorFacts {
  readonly type: "IdentityCenterUser";
  readonly userId?: string | undefined;
  readonly identityStoreArn?: string | undefined;
}

/** A user of a directory service. */
export interface DirectoryActor extends ActorFacts {
  readonly type: "Directory";
  readonly userName?: string | undefined;
}

/** CloudTrail's own `Unknown`, a type newer than this code, or no identity at all. */
export interface UnknownActor extends ActorFacts {
  readonly type: "Unknown";
  /** What `userIdentity.type` said. */
  readonly reportedType?: string | undefined;
  readonly userName?: string | undefined;
}

/** Who made a call, by `type`. */
export type Actor =
  | IamUserActor
  | AssumedRoleActor
  | RootActor
  | AwsServiceActor
  | AwsAccountActor
  | AnonymousActor
  | FederatedUserActor
  | ProviderUserActor
  | IdentityCenterUserActor
  | DirectoryActor
  | UnknownActor;
