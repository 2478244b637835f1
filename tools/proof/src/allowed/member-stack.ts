import { type AllowedStack, is, jsonLike, like, TEXT } from "./allowed";
import { ATTRIBUTES, BUCKET, BUCKET_POLICY, QUEUE, QUEUE_POLICY, ROLE, RULE, SCHEDULE } from "./common";

/** What each member account gets. */
export const MEMBER_STACK: AllowedStack = {
  file: "tools/proof/src/allowed/member-stack.ts",
  template: {
    Description: TEXT,
    "Parameters.HomeRegion.Type": is("String"),
    "Parameters.HomeRegion.Default": TEXT,
    "Parameters.HomeRegion.AllowedPattern": TEXT,
    "Parameters.HomeRegion.Description": TEXT,
    // The roles that read and write are made in one region: no other resource hangs on a region.
    "Conditions.IsHomeRegion": is({ "Fn::Equals": [{ Ref: "AWS::Region" }, { Ref: "HomeRegion" }] }),
    // With an invariant that is approved or enforced: the security account has a role of its own to write with.
    "Conditions.MakesRestrictRole": jsonLike(
      /^\{"Fn::And":\[\{"Condition":"IsHomeRegion"\},\{"Fn::Not":\[\{"Fn::Equals":\[\{"Ref":"AWS::AccountId"\},"(?<home>\d{12})"\]\}\]\}\]\}$/,
    ),
    // With heartbeats: the security account has a schedule of its own.
    "Conditions.SendsHeartbeats": jsonLike(
      /^\{"Fn::Not":\[\{"Fn::Equals":\[\{"Ref":"AWS::AccountId"\},"(?<home>\d{12})"\]\}\]\}$/,
    ),
  },
  attributes: { ...ATTRIBUTES, Condition: is("IsHomeRegion", "MakesRestrictRole", "SendsHeartbeats") },
  resources: {
    "AWS::Events::Rule": {
      properties: {
        ...RULE.properties,
        "Targets[].Arn": like(/^arn:[^:*?]+:events:[^:*?]+:(?<home>\d{12}):event-bus\/[^*?]+$/),
      },
    },
    "AWS::SQS::Queue": QUEUE,
    "AWS::SQS::QueuePolicy": QUEUE_POLICY,
    "AWS::IAM::Role": ROLE,
    "AWS::Scheduler::Schedule": SCHEDULE,
    "AWS::S3::Bucket": BUCKET,
    "AWS::S3::BucketPolicy": BUCKET_POLICY,
  },
};
