import { logGroupArn } from "@security-auto/iam-policy";
import { failedDelivery } from "../delivery/delivery-fault";
import { authorize } from "../iam/authorize";
import type { Sender } from "../iam/sender";
import type { FunctionSpec } from "../runtime/function-spec";
import type { Run } from "../runtime/run";
import type { RunningCloud } from "../state/running-cloud";
import type { ApiCall } from "../core/trace";
import type { OpenParts } from "../core/trace-parts";
import { LogGroup } from "../state/log-group";

export interface Written {
  readonly kept: boolean;
  readonly apiCalls: readonly ApiCall[];
}

/**
 * Writes the lines of an attempt to CloudWatch Logs as Lambda does: in the name of the function's role, making the
 * group and the stream if they are not there. What the role may not write is dropped, and the function is not notified.
 */
export function writeLogs(
  cloud: RunningCloud,
  spec: FunctionSpec,
  sender: Sender,
  run: Run,
  parts: OpenParts,
): Written {
  const groupArn = logGroupArn({ region: spec.region, accountId: spec.accountId, name: spec.logging.group });
  const streamArn = `${groupArn}:log-stream:${run.logStream}`;
  const apiCalls: ApiCall[] = [];
  let because: string | undefined;
  const may = (action: `logs:${string}`, resource: string): boolean => {
    const injected = cloud.faults.take({
      service: "logs",
      call: action.slice("logs:".length),
      account: spec.accountId,
      function: spec.name,
    });
    if (injected !== undefined) {
      parts.faults.push(injected.trace);
      because = failedDelivery(injected).error;
      return false;
    }
    const { success } = authorize(cloud.authorizer, sender, action, resource, parts);
    apiCalls.push({ action, resource, decision: success ? "allowed" : "denied" });
    return success;
  };

  const { logGroups } = cloud.resources;
  let group = logGroups.get(groupArn);
  if (group === undefined && may("logs:CreateLogGroup", `${groupArn}:log-stream:`)) {
    group = new LogGroup(spec.logging.group, groupArn, cloud.keepHistory);
    logGroups.set(groupArn, group);
  }
  if (group !== undefined && !group.streams.has(run.logStream) && may("logs:CreateLogStream", streamArn)) {
    group.streams.add(run.logStream);
  }
  if (group?.streams.has(run.logStream) === true && may("logs:PutLogEvents", streamArn)) {
    const messages = run.lines.map(({ message }) => message);
    group.put(run.logStream, messages);
    for (const message of messages) cloud.resources.metrics.putLine(message, spec);
    return { kept: true, apiCalls };
  }
  because ??=
    group === undefined
      ? "there is no such log group and the role may not make it"
      : "the role may not write to it";
  parts.lost.push({ what: "log lines", to: groupArn, because });
  return { kept: false, apiCalls };
}
