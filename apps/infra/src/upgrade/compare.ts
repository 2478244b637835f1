import { nameOf, type Outline, type ResourceOutline } from "./outline";

/** What an update does to one resource, beside changing it where it stands. */
export interface Change {
  readonly kind: "added" | "removed" | "replaced" | "in the way";
  readonly type: string;
  readonly logicalId: string;
  /** In words. */
  readonly what: string;
}

/** Types of what holds data, or what others refer to by a name. Their loss or replacement is told of every one. */
const KEPT: readonly string[] = [
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::IAM::Role",
  "AWS::Lambda::Function",
  "AWS::Logs::LogGroup",
  "AWS::SNS::Topic",
  "AWS::SNS::Subscription",
  "AWS::SQS::Queue",
  "AWS::CloudFormation::StackSet",
];

/** Whether a change takes something away that was there. */
export const isLoss = ({ kind, type }: Change): boolean =>
  kind === "in the way" || kind === "replaced" || (kind === "removed" && KEPT.includes(type));

/** What the update of one template to another adds, removes and replaces, in the order of their logical ids. */
export function compare(before: Outline, after: Outline): readonly Change[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids.flatMap((logicalId) => changesOf(logicalId, before[logicalId], after[logicalId], before));
}

function changesOf(
  logicalId: string,
  was: ResourceOutline | undefined,
  is: ResourceOutline | undefined,
  before: Outline,
): readonly Change[] {
  if (is === undefined)
    return was === undefined
      ? []
      : [{ kind: "removed", type: was.type, logicalId, what: nameOf(logicalId, was) }];
  const { type } = is;
  if (was === undefined) {
    const other = holderOf(is, before);
    const what = nameOf(logicalId, is);
    return other === undefined
      ? [{ kind: "added", type, logicalId, what }]
      : // CloudFormation makes what is new before it deletes what is gone.
        [
          {
            kind: "in the way",
            type,
            logicalId,
            what: `${what}, whose name ${other} has until it is deleted`,
          },
        ];
  }
  if (was.type !== type)
    return [{ kind: "replaced", type, logicalId, what: `${nameOf(logicalId, was)}, which is a ${was.type}` }];
  const names = [...new Set([...Object.keys(was.identity), ...Object.keys(is.identity)])].sort();
  const changed = names.filter((name) => text(was.identity[name]) !== text(is.identity[name]));
  return changed.length === 0
    ? []
    : [
        {
          kind: "replaced",
          type,
          logicalId,
          what: `${nameOf(logicalId, was)} by ${changed
            .map((name) => `${name}: ${text(was.identity[name])} becomes ${text(is.identity[name])}`)
            .join("; ")}`,
        },
      ];
}

/** What has the same physical name and type already. */
function holderOf(is: ResourceOutline, before: Outline): string | undefined {
  const named = Object.entries(is.identity).filter(
    ([property, value]) => property.endsWith("Name") && typeof value === "string",
  );
  if (named.length === 0) return undefined;
  return Object.entries(before).find(
    ([, { type, identity }]) =>
      type === is.type &&
      text(identity) === text(is.identity) &&
      named.every(([property, value]) => identity[property] === value),
  )?.[0];
}

const text = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
