import { recordCall } from "../identity/decide-call";
import { element, type Xml } from "../xml/write-xml";
import type { Sts, StsCall } from "./sts-call";

/** Needs no permission, and works against an explicit deny. */
export function getCallerIdentity(_sts: Sts, { caller }: StsCall): readonly Xml[] {
  recordCall(
    { caller, action: "sts:GetCallerIdentity", resource: "*" },
    { decision: "allowed", because: "needs no permission" },
  );
  return [
    element("Arn", caller.arn),
    element("UserId", caller.principalId),
    element("Account", caller.accountId),
  ];
}
