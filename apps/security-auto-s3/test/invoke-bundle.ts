import { join, resolve } from "node:path";
import { type BundleInvocation, invokeBundle as invoke, nodesToTest } from "@security-auto/testing";
import type { DenyingAws } from "./denying-aws";

export const ROOT = resolve(__dirname, "../../..");
export const NODES = nodesToTest(ROOT);
export const FOLDER = join(ROOT, "dist/apps/security-auto-s3");

/**
 * Invokes the bundle once, in a process of its own.
 *
 * @throws with the process's `stdout` and `stderr` when the handler does
 */
export function invokeBundle(
  node: string,
  event: unknown,
  { endpoint }: DenyingAws,
  folder = FOLDER,
): Promise<BundleInvocation> {
  return invoke(event, { node, folder, functionName: "security-auto-S3", endpoint });
}
