// The half that calls no AWS and loads no SDK: for what runs on a workstation or when the stack is synthesized.
export { describeBucket } from "./describe/describe-bucket";
export { DEFAULT_INVARIANTS } from "./invariants/default-invariants";
export { invariantsSchema } from "./invariants/invariant";
export { overallVerdict } from "./invariants/judge-invariants";
export { parseInvariants } from "./invariants/parse-invariants";
export { type Assessment, judgeBucket } from "./judge-bucket";
export { parseBucketPolicy } from "./policy/parse-policy";
export { policyIsPublic } from "./policy/policy-is-public";
