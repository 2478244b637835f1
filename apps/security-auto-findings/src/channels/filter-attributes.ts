import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import type { Finding } from "@security-auto/assessment";
import { severityOf } from "@security-auto/finding-formats";

/** The attributes of a message about a finding: filter policies of subscriptions choose by them. */
export function filterAttributes(finding: Finding): Record<string, MessageAttributeValue> {
  const { account, kind, transition, verdict, exposure, news, remediation } = finding;
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  return {
    account: attribute(account),
    kind: attribute(kind),
    transition: attribute(transition),
    verdict: attribute(verdict),
    severity: attribute(severityOf(finding)),
    ...(exposure !== null && { exposure: attribute(exposure.atLeast) }),
    ...(news !== undefined && remediation !== undefined && { remediation: attribute(remediation.status) }),
  };
}
