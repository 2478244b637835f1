import { randomUUID } from "node:crypto";
import type { TraceParts } from "../core/trace";
import { appendEffects, type OpenParts } from "../core/trace-parts";
import type { AwsService } from "../http/aws-server";
import { assume } from "../iam/authorize";
import type { CallRecorder } from "../identity/caller";
import { roleSession } from "../identity/callers";
import type { CredentialStore } from "../identity/credential-store";
import { type Delivered, DELIVERED, noResource, type Parcel } from "../state/parcel";
import type { RunningCloud } from "../state/running-cloud";
import { apiCall, type ApiCall } from "./universal-target";

/** What calls of schedules are made with. */
export interface Apis {
  readonly services: Readonly<Record<ApiCall["service"], Pick<AwsService, "handle">>>;
  readonly credentials: CredentialStore;
}

/** Makes the call that a parcel's receiver names, in the session of the role that sends it. */
export async function callApi(
  { authorizer }: Pick<RunningCloud, "authorizer">,
  { services, credentials }: Apis,
  { to, body, sender, chain }: Parcel,
  region: string,
  parts: OpenParts,
): Promise<Delivered> {
  const call = apiCall(to, body);
  if (call === undefined || sender.kind !== "role") return noResource(to);
  const assumed = assume(authorizer, sender, parts);
  if (!assumed.success) return { success: false, code: "NO_PERMISSIONS", error: assumed.error };
  const effects: Promise<TraceParts>[] = [];
  const recorder: CallRecorder = {
    record: ({ denial }) => {
      if (denial !== undefined) parts.denied.push(denial);
    },
    recordFault: (fault) => {
      parts.faults.push(fault);
    },
    chain,
    recordEffect: (effect) => {
      effects.push(effect);
    },
  };
  const issued = credentials.issue({ ...roleSession(assumed.role, sender.session), recorder });
  const { accessKeyId, sessionToken } = issued;
  const answer = await services[call.service].handle({
    ...call.request,
    host: `${call.service}.${region}.amazonaws.com`,
    requestId: randomUUID(),
    endpoint: "",
    signature: {
      accessKeyId,
      region,
      service: call.service,
      ...(sessionToken !== undefined && { sessionToken }),
    },
  });
  credentials.forget(accessKeyId);
  await appendEffects(parts, effects);
  if (answer.status < 300) return DELIVERED;
  const error = `${call.action}: ${String(answer.status)} ${/<Message>(.*?)<\/Message>/s.exec(String(answer.body))?.[1] ?? ""}`;
  return { success: false, code: codeOf(answer.status), error };
}

function codeOf(status: number): Exclude<Delivered, { success: true }>["code"] {
  if (status === 403) return "NO_PERMISSIONS";
  if (status === 404) return "NO_RESOURCE";
  if (status === 429 || status === 503) return "THROTTLING";
  return status >= 500 ? "ERROR_FROM_TARGET" : "INVALID_PARAMETER";
}
