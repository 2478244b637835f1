import { partitionOf, urlSuffixOf } from "@security-auto/iam-policy";
import type { Stack } from "./assembly";
import { NO_VALUE } from "./intrinsics";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
export const PSEUDO_PARAMETERS: Readonly<Record<string, (stack: Stack) => unknown>> = {
  "AWS::AccountId": ({ account }) => account,
  "AWS::NoValue": () => NO_VALUE,
  "AWS::NotificationARNs": () => [],
  "AWS::Partition": ({ region }) => partitionOf(region),
  "AWS::Region": ({ region }) => region,
  "AWS::StackId": ({ name, account, region }) =>
    `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${name}/local`,
  "AWS::StackName": ({ name }) => name,
  "AWS::URLSuffix": ({ region }) => urlSuffixOf(partitionOf(region)),
};
