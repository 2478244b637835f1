import { parseArn } from "@security-auto/policies";
import type { LocalTrail } from "./cloudtrail/local-trail";
import type { CloudResources } from "./cloud-resources";
import type { EventBus } from "./events/event-bus";
import { listen } from "./http/aws-server";
import type { Faults } from "./faults/faults";
import type { CredentialStore } from "./identity/credential-store";
import type { Iam } from "./identity/decide-call";
import type { Organizations } from "./identity/organizations";
import type { Endpoints } from "./lambda/process-session";
import { DEFAULT_REGION, type LocalCloudOptions } from "./local-cloud-options";
import type { Member } from "./members/member";
import { everyWildcardIsPublic } from "./s3/every-wildcard-is-public";
import type { S3 } from "./s3/operation";
import { s3ControlHandler } from "./s3/s3-control-handler";
import { s3Handler } from "./s3/s3-handler";
import { S3Store } from "./s3/s3-store";
import { loadScenario } from "./scenario/load-scenario";
import { makeOrganizations } from "./scenario/make-organizations";
import { stsHandler } from "./sts/sts";

export interface ServiceParts {
  readonly resources: CloudResources;
  readonly organizations: Organizations;
  readonly credentials: CredentialStore;
  readonly trail: LocalTrail;
  /** The central bus. */
  readonly bus: EventBus;
  readonly faults: Faults;
  readonly options: LocalCloudOptions;
}

/** The members that the scenario does not leave without a stack. */
export function membersOf({ members = [], scenario }: LocalCloudOptions): readonly Member[] {
  const without = (scenario?.accounts ?? []).filter(({ memberStack }) => !memberStack).map(({ id }) => id);
  return members.filter(({ accountId }) => !without.includes(accountId));
}

export function organizationsOf(
  { members = [], scenario }: LocalCloudOptions,
  { functions, buses, roles }: CloudResources,
  { accountId: central }: EventBus,
  organizationId: string | undefined,
): Organizations {
  const memberAccounts = members.map(({ accountId }) => accountId);
  const made = [...functions.values(), ...buses.values(), ...roles.values()];
  const stacks = new Set(made.map(({ accountId }) => accountId));
  return makeOrganizations(scenario, {
    organizationId,
    stacks: [central, ...stacks].filter((id) => id === central || !memberAccounts.includes(id)),
    members: memberAccounts,
  });
}

/** Fills S3 and opens the three services. */
export async function startServices({
  resources,
  organizations,
  credentials,
  trail,
  bus,
  faults,
  options,
}: ServiceParts): Promise<{ readonly endpoints: Endpoints; close(): Promise<void> }> {
  const { scenario, policyIsPublic = everyWildcardIsPublic, onDecision } = options;
  const iam: Iam = { organizations, ...(onDecision !== undefined && { onDecision }) };
  const store = new S3Store();
  const defaultRegion = parseArn(bus.arn)?.region ?? DEFAULT_REGION;
  if (scenario !== undefined) loadScenario(scenario, store, { defaultRegion, policyIsPublic });
  const s3: S3 = { ...iam, store, credentials, policyIsPublic, faults };
  const servers = await Promise.all([
    listen(s3Handler(s3, trail)),
    listen(stsHandler({ ...iam, roles: resources.roles, credentials, faults })),
    listen(s3ControlHandler(s3, trail)),
  ]);
  const [s3Server, stsServer, controlServer] = servers;
  return {
    endpoints: { s3: s3Server.url, sts: stsServer.url, s3Control: controlServer.url },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
