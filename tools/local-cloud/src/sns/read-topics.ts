import { topicArn } from "@security-auto/iam-policy";
import type { CloudResources } from "../state/cloud-resources";
import { pageOf } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import { element, type Xml } from "../xml/write-xml";
import type { Subscription, Topic } from "../state/topic";

interface TopicRead {
  readonly accountId: string;
  readonly region: string;
  readonly parameters: URLSearchParams;
  /** Asks IAM. @throws ServiceError when it does not allow the caller */
  readonly permit: (action: string, resource: string) => void;
}

const MOST_ON_A_PAGE = 100;

/** The calls of SNS that read, by name. */
export const TOPIC_READS: ReadonlyMap<
  string,
  (resources: CloudResources, read: TopicRead) => readonly Xml[]
> = new Map([
  ["ListTopics", listTopics],
  ["ListSubscriptions", listSubscriptions],
  ["ListSubscriptionsByTopic", listSubscriptionsByTopic],
  ["GetTopicAttributes", getTopicAttributes],
]);

function listTopics({ topics }: CloudResources, read: TopicRead): readonly Xml[] {
  read.permit("sns:ListTopics", "*");
  const own = [...topics.values()].filter((topic) => isOwn(topic, read));
  return listed("Topics", own, read, ({ arn }) => [element("TopicArn", arn)]);
}

function listSubscriptions({ subscriptions, topics }: CloudResources, read: TopicRead): readonly Xml[] {
  read.permit("sns:ListSubscriptions", "*");
  const own = subscriptions.filter((subscription) => {
    const topic = topics.get(subscription.topicArn);
    return topic !== undefined && isOwn(topic, read);
  });
  return listed("Subscriptions", own, read, subscriptionOf(read));
}

function listSubscriptionsByTopic(resources: CloudResources, read: TopicRead): readonly Xml[] {
  const { arn } = existing(resources, read, "sns:ListSubscriptionsByTopic");
  const own = resources.subscriptions.filter(({ topicArn: of }) => of === arn);
  return listed("Subscriptions", own, read, subscriptionOf(read));
}

function getTopicAttributes(resources: CloudResources, read: TopicRead): readonly Xml[] {
  const { arn, accountId } = existing(resources, read, "sns:GetTopicAttributes");
  const key = resources.keys.get(arn);
  const policy = resources.policies.of(arn)?.document;
  const confirmed = resources.subscriptions.filter(({ topicArn: of }) => of === arn).length;
  const attributes = {
    TopicArn: arn,
    Owner: accountId,
    ...(policy !== undefined && { Policy: JSON.stringify(policy) }),
    ...(key !== undefined && { KmsMasterKeyId: key }),
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: "0",
    SubscriptionsDeleted: "0",
  };
  const entries = Object.entries(attributes).map(([name, value]) =>
    element("entry", [element("key", name), element("value", value)]),
  );
  return [element("Attributes", entries)];
}

function isOwn({ arn, name }: Topic, { accountId, region }: TopicRead): boolean {
  return arn === topicArn({ region, accountId, name });
}

function existing({ topics }: CloudResources, { parameters, permit }: TopicRead, action: string): Topic {
  const arn = parameters.get("TopicArn") ?? "";
  permit(action, arn);
  const topic = topics.get(arn);
  if (topic !== undefined) return topic;
  throw new ServiceError("NotFound", 404, "Topic does not exist");
}

function subscriptionOf({ accountId }: TopicRead) {
  return ({ topicArn: of, protocol, endpoint }: Subscription): readonly Xml[] => [
    element(
      "SubscriptionArn",
      `${of}:${Buffer.from(`${protocol} ${endpoint}`).toString("hex").slice(0, 36)}`,
    ),
    element("Owner", accountId),
    element("Protocol", protocol),
    element("Endpoint", endpoint),
    element("TopicArn", of),
  ];
}

function listed<T>(
  name: string,
  all: readonly T[],
  { parameters }: TopicRead,
  describe: (each: T) => readonly Xml[],
): readonly Xml[] {
  const { page, next } = pageOf(all, parameters.get("NextToken") ?? undefined, MOST_ON_A_PAGE);
  return [
    element(
      name,
      page.map((each) => element("member", describe(each))),
    ),
    ...(next === undefined ? [] : [element("NextToken", next)]),
  ];
}
