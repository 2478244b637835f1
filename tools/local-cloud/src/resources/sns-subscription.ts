import { compilePattern } from "@security-auto/event-pattern";
import { booleanOf, objectOf, requiredString, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { parseJson } from "../core/json";
import type { Subscription } from "../state/topic";
import { notRun, type ResourceHandler } from "./resource-handler";

export const snsSubscription: ResourceHandler = {
  type: "AWS::SNS::Subscription",
  ref: (resource) => `${requiredString(resource, "TopicArn")}:${resource.generatedName()}`,
  attributes: {},
  create(resource, cloud) {
    const takes = filterOf(resource);
    if (takes === undefined) {
      cloud.notRun.push(
        notRun(resource, "it filters messages by attributes; it is treated as if it let none through"),
      );
      return;
    }
    cloud.subscriptions.push({
      topicArn: requiredString(resource, "TopicArn"),
      protocol: requiredString(resource, "Protocol"),
      endpoint: stringOf(resource, "Endpoint") ?? "",
      rawMessageDelivery: booleanOf(resource, "RawMessageDelivery") ?? false,
      takes,
    });
  },
};

/**
 * A policy on the body is written like an event pattern; a message that is no JSON object is filtered out.
 *
 * @returns `undefined` for a policy that is not understood
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html
 */
function filterOf(resource: TemplateResource): Subscription["takes"] | undefined {
  const policy = objectOf(resource, "FilterPolicy");
  if (policy === undefined) return () => true;
  if (stringOf(resource, "FilterPolicyScope") !== "MessageBody") return undefined;
  const compiled = compilePattern(policy);
  if (compiled.success) return (message) => compiled.data.matches(parseJson(message));
  throw resource.error("FilterPolicy", `is invalid at ${compiled.error.path}: ${compiled.error.reason}`);
}
