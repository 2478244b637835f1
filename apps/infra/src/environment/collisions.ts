import { functionLogGroup } from "@security-auto/policies";
import type { Environment, EnvironmentProblem } from "./environment";
import type { NamedThing } from "./names";

interface PhysicalName {
  readonly what: string;
  readonly name: string;
  /** What AWS compares, where that is not the name itself. */
  readonly key?: string;
  /** Two things of one kind must not have equal names within it. */
  readonly scope: string;
  /** The setting that would change the name. */
  readonly thing: NamedThing;
}

/** Every name the stack claims. What it only uses, such as a bus it does not create, is not claimed. */
function claimedNames({ account, region, names, bus, invocation }: Environment): readonly PhysicalName[] {
  const here = `${account} ${region}`;
  const onBus = `${here} ${names.bus}`;
  const bound = (what: string, thing: NamedThing, scope: string): PhysicalName => ({
    what,
    thing,
    scope,
    name: names[thing],
  });
  // Roles belong to the account, whatever the region, and their names are not distinguished by case.
  const role = (thing: NamedThing) => ({ ...bound("role", thing, account), key: names[thing].toLowerCase() });
  return [
    ...(bus.create ? [bound("event bus", "bus", here)] : []),
    bound("statement of the bus policy", "organizationStatement", onBus),
    bound("rule", "rule", onBus),
    bound("function", "function", here),
    { ...bound("log group", "function", here), name: functionLogGroup(names.function) },
    bound("topic", "topic", here),
    bound("queue", "failureQueue", here),
    bound("alarm", "failureAlarm", here),
    role("functionRole"),
    ...(invocation === "execution-role" ? [role("invokeRole")] : []),
  ];
}

/** Names that two things in one environment, or things in two environments, would fight for. */
export function collisions(
  environment: Environment,
  fileOf: (name: string) => string,
  others: readonly Environment[],
): readonly EnvironmentProblem[] {
  const mine = claimedNames(environment);
  const file = fileOf(environment.name);
  const clash = (one: PhysicalName, other: PhysicalName): boolean =>
    one.what === other.what &&
    one.scope === other.scope &&
    (one.key ?? one.name) === (other.key ?? other.name);

  const within = mine.filter((claim, index) => mine.slice(0, index).some((earlier) => clash(claim, earlier)));
  const between = others.flatMap((other) => {
    const theirs = claimedNames(other);
    return mine
      .filter((claim) => theirs.some((their) => clash(claim, their)))
      .map((claim) => ({ claim, theirFile: fileOf(other.name) }));
  });
  return [
    ...within.map(({ what, name, thing }) => ({
      file,
      path: `names.${thing}`,
      reason: `two different things are both called ${what} "${name}"`,
    })),
    ...between.map(({ claim: { what, name, thing }, theirFile }) => ({
      file,
      path: `names.${thing}`,
      reason: `${what} "${name}" is also made by ${theirFile} in the same account; give one of them another name or a names.suffix`,
    })),
  ];
}
