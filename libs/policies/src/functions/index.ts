import type { FunctionPermission } from "./function-permission";

/** The permission of each function that has one, by its key in an environment's `functions`. */
export const FUNCTION_PERMISSIONS = {} as const satisfies Readonly<Record<string, FunctionPermission>>;
