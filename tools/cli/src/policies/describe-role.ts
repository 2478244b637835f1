import type { AcceptedStatement } from "@security-auto/iam-policy";
import { type Reason, reasonFor } from "./reason";
import type { StackRole } from "./stack-role";
import type { Wiring } from "./wiring";

/** Operator -> key -> value or values, as in the policy; `null` when there is none. */
type Conditions = NonNullable<AcceptedStatement["Condition"]> | null;

/** Who may take a role on. */
export interface TrustLine {
  readonly effect: "Allow" | "Deny";
  /** E.g. `events.amazonaws.com`, or the ARN of a role. */
  readonly principal: string;
  readonly action: string;
  readonly condition: Conditions;
}

/** One action on one resource. */
export interface PermissionLine {
  readonly effect: "Allow" | "Deny";
  readonly action: string;
  readonly resource: string;
  readonly condition: Conditions;
  /** `List`, `Read`, `Write`, `Tagging` or `Permissions management`; `null` for a wildcard. */
  readonly accessLevel: string | null;
  /** What the call is good for; `null` when nothing needs the action, and for a Deny. */
  readonly because: string | null;
  /** What needs the action: a call in the code, or what makes a service of AWS call. */
  readonly call: string | null;
}

/** A line of `policies --json`. */
export interface RoleLine {
  readonly role: string;
  readonly arn: string;
  readonly stack: string;
  readonly trust: readonly TrustLine[];
  readonly permissions: readonly PermissionLine[];
}

/** @param levelOf - the access level of an action, by the registry of IAM's actions */
export async function describeRole(
  role: StackRole,
  wiring: Wiring,
  levelOf: (action: string) => Promise<string | null>,
): Promise<RoleLine> {
  const lines = role.permissions.flatMap(({ Effect, Action, NotAction, Resource, NotResource, Condition }) =>
    elements("Action", Action, NotAction).flatMap((action) =>
      elements("Resource", Resource, NotResource).map(async (resource): Promise<PermissionLine> => {
        const reason: Reason | undefined =
          Effect === "Allow" ? reasonFor(action, { role, resource, wiring }) : undefined;
        return {
          effect: Effect,
          action,
          resource,
          condition: Condition ?? null,
          accessLevel: await levelOf(action),
          because: reason?.because ?? null,
          call: reason?.call ?? null,
        };
      }),
    ),
  );
  return {
    role: role.name,
    arn: role.arn,
    stack: role.stack,
    trust: role.trust.flatMap(trustLines),
    permissions: await Promise.all(lines),
  };
}

/** Whether something in code or stacks needs all that the role is allowed. */
export function isReasoned({ permissions }: RoleLine): boolean {
  return permissions.every(({ effect, because }) => effect === "Deny" || because !== null);
}

function trustLines({
  Effect,
  Principal,
  NotPrincipal,
  Action,
  NotAction,
  Condition,
}: AcceptedStatement): readonly TrustLine[] {
  return elements("Action", Action, NotAction).flatMap((action) =>
    (Principal === undefined
      ? principalsOf(NotPrincipal).map((each) => `everybody but ${each}`)
      : principalsOf(Principal)
    ).map((principal) => ({ effect: Effect, principal, action, condition: Condition ?? null })),
  );
}

function principalsOf(element: AcceptedStatement["Principal"]): readonly string[] {
  return typeof element === "object" ? Object.values(element).flat() : [element ?? ""];
}

function elements(
  name: string,
  values: string | readonly string[] | undefined,
  others: string | readonly string[] | undefined,
): readonly string[] {
  return values === undefined ? [others ?? []].flat().map((each) => `Not${name} ${each}`) : [values].flat();
}
