import type { SecurityFunctionProps } from "@security-auto/constructs";
import type { FunctionKey } from "../environment/functions";
import type { Common } from "./common";

/** What a function of the stack is made with. */
export interface StackFunctionProps {
  readonly common: Common;
  /** Folder of its bundle. */
  readonly codePath: string;
  readonly failureQueueArn: string;
}

/** What the construct of a function says of it itself. */
type OfItsOwn = "description" | "permissions" | "configuration";

/**
 * The names and settings that an environment gives a function, and what all functions have in common. Without a failure queue for one that
 * takes its events from a queue.
 */
export function functionProps(
  key: FunctionKey,
  {
    common,
    codePath,
    failureQueueArn,
  }: Omit<StackFunctionProps, "failureQueueArn"> & Partial<Pick<StackFunctionProps, "failureQueueArn">>,
): Omit<SecurityFunctionProps, OfItsOwn> {
  const { environment, boundary, encryption, removalPolicy } = common;
  const { roleName, policyName, ...settings } = environment.functions[key];
  return {
    ...settings,
    role: { roleName, policyName },
    codePath,
    ...(failureQueueArn !== undefined && { failureQueueArn }),
    removalPolicy,
    ...(environment.vpc !== undefined && { vpc: environment.vpc }),
    ...boundary,
    ...encryption,
  };
}
