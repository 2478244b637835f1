import * as z from "zod/mini";
import { lenient } from "./lenient";

/** A name, an id or an ARN. An empty one names nobody: it reads as absent. */
const text = () => lenient(z.string().check(z.minLength(1)));

/**
 * Who made a call: `detail.userIdentity` of a CloudTrail event. Nothing in it is required, because what is there
 * depends on `type`, and new types come.
 *
 * @example
 * ```json
 * {
 *   "type": "AssumedRole",
 *   "principalId": "AROAQ3EGTWEXAMPLE0001:noor@example.com",
 *   "arn": "arn:aws:sts::210987654321:assumed-role/AWSReservedSSO_DataSteward_0f1e2d3c4b5a6978/noor@example.com",
 *   "accountId": "210987654321",
 *   "accessKeyId": "ASIAQ3EGTWEXAMPLE0002",
 *   "sessionContext": {
 *     "sessionIssuer": {
 *       "type": "Role",
 *       "principalId": "AROAQ3EGTWEXAMPLE0001",
 *       "arn": "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/us-west-2/AWSReservedSSO_DataSteward_0f1e2d3c4b5a6978",
 *       "accountId": "210987654321",
 *       "userName": "AWSReservedSSO_DataSteward_0f1e2d3c4b5a6978"
 *     },
 *     "attributes": { "creationDate": "2026-02-11T08:12:44Z", "mfaAuthenticated": "false" }
 *   }
 * }
 * ```
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const userIdentitySchema = z.object({
  /** Absent when CloudTrail could not tell, in some anonymous calls. */
  type: text(),
  /** Absent for Root without an account alias, roles, services and other accounts; sometimes there for Directory and Unknown. */
  userName: text(),
  /** Absent for AWSService, AWSAccount, SAMLUser, WebIdentityUser and IdentityCenterUser. */
  arn: text(),
  /** Absent for AWSService; `ANONYMOUS_PRINCIPAL` or `anonymous` for a call without credentials. */
  accountId: text(),
  /**
   * Absent for AWSService, empty for a call without credentials; for a role `<role id>:<session name>`. Of a caller in
   * another account the owner's copy of the event has nothing else.
   */
  principalId: text(),
  /** Only when an AWS service made the call, by itself or with the caller's credentials. */
  invokedBy: text(),
  /** Only when a product provider called with access that the account had delegated to it for a time. */
  invokedByDelegate: lenient(z.object({ accountId: text() })),
  /** Only for SAMLUser and WebIdentityUser. */
  identityProvider: text(),
  /** Only for temporary credentials. */
  sessionContext: lenient(
    z.object({
      /** The role, user or root that the credentials came from; `{}` or absent for console sessions of a user. */
      sessionIssuer: lenient(
        z.object({
          arn: text(),
          userName: text(),
        }),
      ),
      /** Only when whoever assumed the role set one; it stays through every further role. */
      sourceIdentity: text(),
      /** Only for sessions of `sts:AssumeRoot`: `"true"`, or `true`. */
      assumedRoot: lenient(z.union([z.string(), z.boolean()])),
    }),
  ),
  /** Only for IdentityCenterUser, and for roles that carry an Identity Center user's identity along. */
  onBehalfOf: lenient(
    z.object({
      userId: text(),
      identityStoreArn: text(),
    }),
  ),
  /** Only when the credentials were issued to an environment of a service, such as a Lambda function. */
  inScopeOf: lenient(
    z.object({
      sourceArn: text(),
      sourceAccount: text(),
      /** Such as `AWS::Lambda::Function`. */
      issuerType: text(),
      /** Such as the function's ARN. */
      credentialsIssuedTo: text(),
    }),
  ),
});

/** @see {@link userIdentitySchema} */
export type UserIdentity = z.infer<typeof userIdentitySchema>;
