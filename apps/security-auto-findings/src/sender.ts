import { type SNSClient, PublishCommand } from "@aws-sdk/client-sns";
import { DETAIL_TYPES, type Finding, findingMessage } from "@security-auto/assessment";
import type { PrivateBus } from "@security-auto/private-bus";
import type { Send } from "./announce";

export interface Channels {
  readonly bus: PrivateBus;
  readonly sns: SNSClient;
  readonly topicArn: string | undefined;
  readonly signal: AbortSignal;
}

/** Sends a transition of a finding to one channel. */
export function sender({ bus, sns, topicArn, signal }: Channels): Send {
  return async (finding, channel) => {
    switch (channel) {
      case "event":
        await bus.put({ detailType: DETAIL_TYPES.findingChanged, detail: JSON.stringify(finding) }, signal);
        return;
      case "mail":
        await sns.send(new PublishCommand({ TopicArn: topicArn, ...mailOf(finding) }), {
          abortSignal: signal,
        });
        return;
      case "chat":
      case "securityHub":
        throw new Error(`no ${channel} is configured, and finding ${finding.id} was to be announced there`);
    }
  };
}

/** What SNS takes. Subscriptions filter by the attributes. */
function mailOf(finding: Finding) {
  const { subject, text } = findingMessage(finding);
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  return {
    Subject: subject,
    Message: text,
    MessageAttributes: {
      account: attribute(finding.account),
      kind: attribute(finding.kind),
      transition: attribute(finding.transition),
      verdict: attribute(finding.verdict),
      ...(finding.exposure !== null && { exposure: attribute(finding.exposure.atLeast) }),
    },
  };
}
