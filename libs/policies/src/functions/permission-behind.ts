import { FUNCTION_PERMISSIONS } from ".";
import type { FunctionPermission } from "./function-permission";

/**
 * The permission of the function that a resource of the stack is, or whose role it is: the stack makes both in a construct named after the
 * function's key.
 *
 * @param logicalId - e.g. `SecurityAutoBucketTagsRole1A2B3C4D`
 */
export function permissionBehind(
  logicalId: string,
  permissions: Readonly<Record<string, FunctionPermission>> = FUNCTION_PERMISSIONS,
): FunctionPermission | undefined {
  const [, name = ""] = /^SecurityAuto(\w+)(?:Role|Function)[0-9A-F]{8}$/.exec(logicalId) ?? [];
  const key = name.charAt(0).toLowerCase() + name.slice(1);
  return Object.hasOwn(permissions, key) ? permissions[key] : undefined;
}
