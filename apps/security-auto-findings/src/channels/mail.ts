import { PublishCommand } from "@aws-sdk/client-sns";
import { findingMessage } from "@security-auto/assessment";
import type { OpenChannel } from "./channel";
import { filterAttributes } from "./filter-attributes";

/** A mail to whoever subscribed to the topic of findings. */
export const mail: OpenChannel = ({ configuration: { topicArn, environment }, sns }) =>
  topicArn === undefined
    ? undefined
    : async (finding, abortSignal) => {
        const { subject, text } = findingMessage(finding, { environment });
        const message = { Subject: subject, Message: text, MessageAttributes: filterAttributes(finding) };
        await sns.send(new PublishCommand({ TopicArn: topicArn, ...message }), { abortSignal });
      };
