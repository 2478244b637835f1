import { PublishCommand } from "@aws-sdk/client-sns";
import { chatMessage } from "@security-auto/assessment";
import type { OpenChannel } from "./channel";
import { filterAttributes } from "./filter-attributes";

/** A message in the chats that Amazon Q Developer in chat applications subscribed to the chat topic. */
export const chat: OpenChannel = ({ configuration: { chatTopicArn, environment }, sns }) =>
  chatTopicArn === undefined
    ? undefined
    : async (finding, abortSignal) => {
        const message = {
          Message: JSON.stringify(chatMessage(finding, { environment })),
          MessageAttributes: filterAttributes(finding),
        };
        await sns.send(new PublishCommand({ TopicArn: chatTopicArn, ...message }), { abortSignal });
      };
