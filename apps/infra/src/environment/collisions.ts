import { functionLogGroup } from "@security-auto/policies";
import {
  type Environment,
  type EnvironmentProblem,
  forwardsOwnEvents,
  memberRegions,
  takesRequests,
  writesToBuckets,
} from "./environment";
import { type FunctionKey, type FunctionNameKey, functionsOn, type NamesOfFunction } from "./functions";
import type { NamedThing } from "./names";

interface PhysicalName {
  readonly what: string;
  readonly name: string;
  /** Two things of one kind must not have equal names within it. */
  readonly scope: string;
  /** The setting that would change the name. */
  readonly path: string;
}

/** Every name the stack claims. What it only uses, such as a bus it does not create, is not claimed. */
function claimedNames(environment: Environment): readonly PhysicalName[] {
  const { account, region, names, bus } = environment;
  const here = `${account} ${region}`;
  const onBus = `${here} ${names.bus}`;
  const bound = (what: string, thing: NamedThing, scope: string): PhysicalName => ({
    what,
    name: names[thing],
    scope,
    path: `names.${thing}`,
  });
  return [
    ...(bus.create ? [bound("event bus", "bus", here)] : []),
    bound("statement of the bus policy", "organizationStatement", onBus),
    bound("rule", "rule", onBus),
    ...(environment.privateBus ? privateBusNames(environment, bound) : []),
    ...(environment.findings
      ? [
          bound("table", "table", here),
          bound("topic", "findingsTopic", here),
          ...(environment.chat ? [bound("topic", "chatTopic", here)] : []),
          bound("rule", "assessedRule", `${here} ${names.privateBus}`),
        ]
      : []),
    ...(environment.remediation ? remediationNames(environment, bound) : []),
    ...(environment.sweep ? sweepNames(environment, bound) : []),
    // Roles belong to the account, whatever the region.
    ...(environment.notify.everyChange
      ? [bound("topic", "topic", here), bound("role", "publishRole", account)]
      : []),
    bound("queue", "failureQueue", here),
    ...(environment.alarms
      ? [
          bound("topic", "alarmTopic", here),
          bound("alarm", "failureAlarm", here),
          bound("dashboard", "dashboard", here),
        ]
      : []),
    ...functionsOn(environment).flatMap((key) => namesOfFunction(environment, key)),
    ...(forwardsOwnEvents(environment)
      ? forwardingNames(environment, {
          where: account,
          region,
          rule: "ownForwardRule",
          role: "ownForwardRole",
        })
      : []),
    ...(forwardsOwnEvents(environment) && environment.sweep
      ? forwardingNames(environment, {
          where: account,
          region,
          rule: "ownTamperingForwardRule",
          role: "ownTamperingForwardRole",
        })
      : []),
    ...(forwardsOwnEvents(environment) && environment.heartbeat
      ? heartbeatNames(environment, { where: account, region })
      : []),
    ...(environment.members === undefined ? [] : memberNames(environment, environment.members)),
  ];
}

function privateBusNames(
  { account, region, names, ...environment }: Environment,
  bound: (what: string, thing: NamedThing, scope: string) => PhysicalName,
): readonly PhysicalName[] {
  const here = `${account} ${region}`;
  return [
    bound("event bus", "privateBus", here),
    ...(takesRequests(environment)
      ? [bound("rule", "requestRule", `${here} ${names.privateBus}`), bound("queue", "requestQueue", here)]
      : []),
  ];
}

function remediationNames(
  environment: Environment,
  bound: (what: string, thing: NamedThing, scope: string) => PhysicalName,
): readonly PhysicalName[] {
  const { account, region, names } = environment;
  const here = `${account} ${region}`;
  const onPrivateBus = `${here} ${names.privateBus}`;
  return [
    bound("queue", "restrictQueue", here),
    bound("rule", "violatedRule", onPrivateBus),
    bound("rule", "remediationRule", onPrivateBus),
    bound("role", "remediationRole", account),
    ...(writesToBuckets(environment) ? [bound("role", "ownRestrictRole", account)] : []),
  ];
}

function sweepNames(
  { account, region, names, sweeping }: Environment,
  bound: (what: string, thing: NamedThing, scope: string) => PhysicalName,
): readonly PhysicalName[] {
  const here = `${account} ${region}`;
  return [
    bound("queue", "sweepQueue", here),
    bound("rule", "sweepRule", `${here} ${names.bus}`),
    bound("rule", "sweptRule", `${here} ${names.privateBus}`),
    bound("role", "sweptRole", account),
    bound("rule", "tamperingRule", `${here} ${names.bus}`),
    bound("role", "tamperingRole", account),
    ...(sweeping.schedule === "off"
      ? []
      : [bound("schedule", "sweepSchedule", here), bound("role", "sweepScheduleRole", account)]),
  ];
}

/** What a function claims: its own name, its log group's, and the roles'. The names of inline policies are free within each role. */
function namesOfFunction(
  { account, region, invocation, functions }: Environment,
  key: FunctionKey,
): readonly PhysicalName[] {
  const here = `${account} ${region}`;
  const { functionName, roleName, invokeRoleName } = namesOf(functions, key);
  const bound = (what: string, setting: FunctionNameKey, scope: string, name: string): PhysicalName => ({
    what,
    name,
    scope,
    path: `functions.${key}.${setting}`,
  });
  return [
    bound("function", "functionName", here, functionName),
    bound("log group", "functionName", here, functionLogGroup(functionName)),
    bound("role", "roleName", account, roleName),
    ...(invokeRoleName === undefined || invocation !== "execution-role"
      ? []
      : [bound("role", "invokeRoleName", account, invokeRoleName)]),
  ];
}

/** The names of one function, of whose kind nothing is known. */
const namesOf = (functions: Environment["functions"], key: FunctionKey): NamesOfFunction => functions[key];

interface Forwarding {
  /** An account, or a unit of accounts. */
  readonly where: string;
  readonly region: string;
  readonly rule: NamedThing;
  readonly role: NamedThing;
}

/** What forwarding claims in one region of an account, or of every account in a unit. */
function forwardingNames(
  { names }: Environment,
  { where, region, rule, role }: Forwarding,
): readonly PhysicalName[] {
  return [
    { what: "rule", name: names[rule], scope: `${where} ${region} default`, path: `names.${rule}` },
    { what: "role", name: `${names[role]}-${region}`, scope: where, path: `names.${role}` },
  ];
}

/** What heartbeats claim in one region of an account, or of every account in a unit. The bucket's name has account and region in it. */
function heartbeatNames(
  { names }: Environment,
  { where, region }: Pick<Forwarding, "where" | "region">,
): readonly PhysicalName[] {
  const here = `${where} ${region}`;
  return [
    { what: "bucket", name: names.heartbeatBucket, scope: here, path: "names.heartbeatBucket" },
    { what: "schedule", name: names.heartbeatSchedule, scope: here, path: "names.heartbeatSchedule" },
    {
      what: "role",
      name: `${names.heartbeatRole}-${region}`,
      scope: where,
      path: "names.heartbeatRole",
    },
  ];
}

/**
 * What the stack set claims, here and in the accounts of each unit. The security account itself counts as one of them: when it
 * moves into a unit, it gets the member stack, because automatic deployment does not look at the accounts left out.
 */
function memberNames(
  environment: Environment,
  { organizationalUnits }: NonNullable<Environment["members"]>,
): readonly PhysicalName[] {
  const { account, region, names, sweep, heartbeat } = environment;
  const regions = memberRegions(environment) ?? [];
  return [
    { what: "stack set", name: names.stackSet, scope: `${account} ${region}`, path: "names.stackSet" },
    // In the security account the member stack makes none.
    ...(writesToBuckets(environment) ? organizationalUnits : []).map((unit): PhysicalName => ({
      what: "role",
      name: names.restrictRole,
      scope: unit,
      path: "names.restrictRole",
    })),
    ...(heartbeat ? organizationalUnits : []).flatMap((unit) =>
      regions.flatMap((each) => heartbeatNames(environment, { where: unit, region: each })),
    ),
    ...[...organizationalUnits, account].flatMap((unit): readonly PhysicalName[] => [
      { what: "role", name: names.readRole, scope: unit, path: "names.readRole" },
      ...regions.flatMap((each) =>
        forwardingNames(environment, { where: unit, region: each, rule: "forwardRule", role: "forwardRole" }),
      ),
      ...(sweep ? regions : []).flatMap((each) =>
        forwardingNames(environment, {
          where: unit,
          region: each,
          rule: "tamperingForwardRule",
          role: "tamperingForwardRole",
        }),
      ),
      ...regions.map((each): PhysicalName => ({
        what: "queue",
        name: names.forwardFailureQueue,
        scope: `${unit} ${each}`,
        path: "names.forwardFailureQueue",
      })),
    ]),
  ];
}

/** IAM does not distinguish the names of roles by case. */
const comparable = ({ what, name }: PhysicalName): string => (what === "role" ? name.toLowerCase() : name);

/** Names that two things in one environment, or things in two environments, would fight for. */
export function collisions(
  environment: Environment,
  fileOf: (name: string) => string,
  others: readonly Environment[],
): readonly EnvironmentProblem[] {
  const mine = claimedNames(environment);
  const file = fileOf(environment.name);
  const clash = (one: PhysicalName, other: PhysicalName): boolean =>
    one.what === other.what && one.scope === other.scope && comparable(one) === comparable(other);

  const within = mine.filter((claim, index) => mine.slice(0, index).some((earlier) => clash(claim, earlier)));
  const between = others.flatMap((other) => {
    const theirs = claimedNames(other);
    return mine
      .filter((claim) => theirs.some((their) => clash(claim, their)))
      .map((claim) => ({ claim, theirFile: fileOf(other.name) }));
  });
  return [
    ...within.map(({ what, name, path }) => ({
      file,
      path,
      reason: `two different things are both called ${what} "${name}"`,
    })),
    ...between.map(({ claim: { what, name, path }, theirFile }) => ({
      file,
      path,
      reason: `${what} "${name}" is also made by ${theirFile} in the same account; give one of them another name or a names.suffix`,
    })),
  ];
}
