import type { SecurityFunctionProps } from "@security-auto/constructs";
import { functionEntry, type FunctionKey, reservedFor } from "../environment/functions";
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

/** The names and settings that an environment gives a function, and what all functions have in common. */
export function functionProps(
  key: FunctionKey,
  { common, codePath, failureQueueArn }: StackFunctionProps,
): Omit<SecurityFunctionProps, OfItsOwn> {
  const { environment, boundary, encryption, removalPolicy } = common;
  const { roleName, policyName, ...settings } = environment.functions[key];
  const reservedConcurrency = reservedFor(key, environment);
  // What fails is received again from a queue, and goes to the failure queue from there.
  const hasQueue = functionEntry(key).pollsAtOnce !== undefined;
  return {
    ...settings,
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    role: { roleName, policyName },
    codePath,
    ...(!hasQueue && { failureQueueArn }),
    removalPolicy,
    ...(environment.vpc !== undefined && { vpc: environment.vpc }),
    ...boundary,
    ...encryption,
  };
}
