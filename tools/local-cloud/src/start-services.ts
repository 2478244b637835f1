import { parseArn } from "@security-auto/iam-policy";
import type { Follow } from "./service/call-trace";
import { cloudTrailService } from "./cloudtrail/cloudtrail-service";
import type { LocalTrail } from "./cloudtrail/local-trail";
import type { CloudResources } from "./state/cloud-resources";
import type { EventBus } from "./state/event-bus";
import { monitoringService } from "./cloudwatch/monitoring-service";
import { dynamoDbService } from "./dynamodb/dynamodb-service";
import { tablesOf } from "./dynamodb/tables";
import { eventsService } from "./events/events-service";
import { listen } from "./http/aws-server";
import { gateway } from "./http/gateway";
import { requireLoopback } from "./http/loopback";
import type { CredentialStore } from "./identity/credential-store";
import type { Iam } from "./identity/decide-call";
import type { Organizations } from "./iam/organizations";
import { lambdaService } from "./lambda/lambda-handler";
import type { Endpoints } from "./runtime/process-session";
import { DEFAULT_REGION, type LocalCloudOptions } from "./local-cloud-options";
import { logsService } from "./logs/logs-service";
import type { Member } from "./members/member";
import type { Trails, TrailsOptions } from "./state/trails";
import type { RunningCloud } from "./state/running-cloud";
import { everyWildcardIsPublic } from "./s3/every-wildcard-is-public";
import type { S3 } from "./s3/bucket/operation";
import { s3ControlService } from "./s3/s3-control-handler";
import { s3Service } from "./s3/s3-handler";
import { makeBuckets } from "./s3/make-buckets";
import { S3Store } from "./s3/bucket/s3-store";
import { type Described, loadScenario } from "./scenario/load-scenario";
import { makeOrganizations } from "./scenario/make-organizations";
import { organizationsService } from "./organizations/organizations-service";
import type { Apis } from "./scheduler/call-api";
import { schedulerService } from "./scheduler/scheduler-service";
import { securityHubService } from "./securityhub/security-hub-service";
import { snsService } from "./sns/sns-handler";
import { sqsService } from "./sqs/sqs-handler";
import { stsService } from "./sts/sts";

export interface ServiceParts {
  readonly cloud: RunningCloud;
  readonly organizations: Organizations;
  readonly credentials: CredentialStore;
  readonly trail: LocalTrail;
  readonly trails: Trails;
  /** Takes note of what calls lead to. */
  readonly follow: Follow;
  /** The central bus. */
  readonly bus: EventBus;
  readonly options: LocalCloudOptions;
}

/** The members that the scenario does not leave without a stack. */
export function membersOf({ members = [], scenario }: LocalCloudOptions): readonly Member[] {
  const without = (scenario?.accounts ?? []).filter(({ memberStack }) => !memberStack).map(({ id }) => id);
  return members.filter(({ accountId }) => !without.includes(accountId));
}

export function trailsOptions({ scenario }: LocalCloudOptions, { arn }: EventBus): TrailsOptions {
  const { partition = "aws", region = DEFAULT_REGION } = parseArn(arn) ?? {};
  const said = (scenario?.accounts ?? []).flatMap(({ id, trail }) =>
    trail === undefined ? [] : [[id, trail] as const],
  );
  return { partition, homeRegion: region, kinds: new Map(said) };
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

export interface Services {
  readonly endpoints: Endpoints;
  /** Those that schedules call. */
  readonly called: Apis["services"];
  /** Fills S3 with what a scenario describes, in place of what it had of that. */
  readonly describe: (described: Described) => void;
  close(): Promise<void>;
}

/** Fills S3 and opens the services, each at an address of its own and all at one. */
export async function startServices({
  cloud,
  organizations,
  credentials,
  trail,
  trails,
  follow,
  bus,
  options,
}: ServiceParts): Promise<Services> {
  const { scenario, policyIsPublic = everyWildcardIsPublic, onDecision } = options;
  const iam: Iam = { organizations, ...(onDecision !== undefined && { onDecision }) };
  const store = new S3Store();
  makeBuckets(cloud.resources, store, policyIsPublic);
  const defaultRegion = parseArn(bus.arn)?.region ?? DEFAULT_REGION;
  const describe = (described: Described) => {
    loadScenario(described, store, { defaultRegion, policyIsPublic });
  };
  if (scenario !== undefined) describe(scenario);
  const { roles, policies, managedPolicies } = cloud.resources;
  const s3: S3 = { ...iam, store, credentials, policyIsPublic, faults: cloud.faults };
  const gate = { ...iam, credentials, policies };
  const tables = tablesOf([...cloud.resources.tables.values()]);
  const services = {
    s3: s3Service(s3, trail),
    s3Control: s3ControlService(s3, trail),
    sts: stsService({
      ...iam,
      roles,
      credentials,
      managedPolicies,
      disabledRegions: new Map(
        scenario?.accounts.map((account) => [account.id, account.disabledRegions ?? []]),
      ),
      faults: cloud.faults,
    }),
    lambda: lambdaService(cloud, gate, follow),
    sns: snsService(cloud, gate, follow),
    sqs: sqsService(cloud, gate, { follow, trail }),
    events: eventsService(cloud, gate, { follow, trail }),
    cloudtrail: cloudTrailService({ trails, trail, faults: cloud.faults, gate }),
    dynamodb: dynamoDbService(cloud, gate, tables),
    organizations: organizationsService({
      partition: parseArn(bus.arn)?.partition ?? "aws",
      faults: cloud.faults,
      organizations,
      gate,
      administration: scenario?.organization ?? {},
      accounts: scenario?.accounts ?? [],
    }),
    scheduler: schedulerService(cloud, gate),
    securityhub: securityHubService(cloud, gate, follow),
    logs: logsService(cloud, gate),
    monitoring: monitoringService(cloud, gate, follow),
  };
  const servers = await Promise.all(
    Object.entries({ ...services, all: undefined }).map(
      async ([name, service]) =>
        [name, await listen(service === undefined ? gateway(services) : () => service)] as const,
    ),
  );
  const close = async () => {
    await Promise.all([...servers.map(([, server]) => server), tables].map((server) => server.close()));
  };
  const endpoints = Object.fromEntries(servers.map(([name, { url }]) => [name, url])) as Endpoints;
  try {
    await requireLoopback(endpoints.all);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoints,
    called: services,
    describe,
    close,
  };
}
