import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import type { Reading, RuleFacts } from "../reading";
import { answerTo, type Reader } from "./aws-answer";

const ABSENT = ["ResourceNotFoundException"];

/** Reads a rule on the default event bus, with its targets: a rule has five at most, which are one page. */
export async function readRule(
  name: string,
  client: EventBridgeClient,
  reader: Reader,
): Promise<Reading<RuleFacts>> {
  const options = { abortSignal: reader.signal };
  const rule = await answerTo("events:DescribeRule", reader, ABSENT, () =>
    client.send(new DescribeRuleCommand({ Name: name }), options),
  );
  if (rule.kind !== "read") return rule;
  const targets = await answerTo("events:ListTargetsByRule", reader, ABSENT, () =>
    client.send(new ListTargetsByRuleCommand({ Rule: name }), options),
  );
  if (targets.kind !== "read") return targets;
  return {
    kind: "read",
    value: {
      state: rule.value.State,
      pattern: rule.value.EventPattern,
      targets: (targets.value.Targets ?? []).map((target) => ({
        arn: target.Arn,
        roleArn: target.RoleArn,
        isTransformed: [target.Input, target.InputPath, target.InputTransformer].some(
          (given) => given !== undefined,
        ),
      })),
    },
  };
}
