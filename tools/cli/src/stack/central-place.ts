import { parseArn } from "@security-auto/iam-policy";
import type { EventPipeline } from "@security-auto/local-cloud";

/** Account and region of the security account's stack. */
export function centralPlace(stack: EventPipeline): { readonly accountId: string; readonly region: string } {
  const { accountId = "", region = "" } = parseArn(stack.functions[0] ?? "") ?? {};
  return { accountId, region };
}
