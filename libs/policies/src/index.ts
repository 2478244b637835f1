export type {
  Condition,
  IdentityPolicy,
  IdentityStatement,
  OneOrMany,
  PolicyDocument,
  PrincipalElement,
  ResourcePolicy,
  ResourceStatement,
  Statement,
  TrustPolicy,
  TrustStatement,
} from "./policy-document";
