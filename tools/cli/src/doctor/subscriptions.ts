import { paginateListSubscriptionsByTopic } from "@aws-sdk/client-sns";
import { topicArn } from "@security-auto/iam-policy";
import { asked, type Check, ok, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

/** Of each topic: whether every address has confirmed. Nobody else is mailed. */
export async function checkSubscriptions(
  { accountId, region, subscriptions }: Expected,
  { sns }: DoctorClients,
): Promise<readonly Check[]> {
  const topics = [...new Set(subscriptions.map(({ topic }) => topic))];
  const checks = await Promise.all(
    topics.map((name) => {
      const check = `subscriptions of ${name}`;
      const expected = subscriptions.filter(({ topic }) => topic === name).map(({ endpoint }) => endpoint);
      return asked(check, async () => {
        const TopicArn = topicArn({ accountId, region, name });
        const confirmed = new Set<string>();
        const pending = new Set<string>();
        for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn }))
          for (const { Endpoint = "", SubscriptionArn = "" } of page.Subscriptions ?? [])
            (SubscriptionArn.startsWith("arn:") ? confirmed : pending).add(Endpoint);
        const missing = expected.filter((endpoint) => !confirmed.has(endpoint));
        if (missing.length === 0) return [ok(check, `confirmed: ${expected.join(", ")}`)];
        return missing.map((endpoint) =>
          pending.has(endpoint)
            ? wrong(
                check,
                `${endpoint} has not confirmed`,
                `open the mail from AWS to ${endpoint}, and follow its link`,
              )
            : wrong(
                check,
                `${endpoint} is not subscribed: somebody has followed the link to unsubscribe, or SNS has`,
                `aws sns subscribe --protocol email --topic-arn ${TopicArn} --notification-endpoint ${endpoint}`,
              ),
        );
      });
    }),
  );
  return checks.flat();
}
