import type { RemediationRequest } from "@security-auto/assessment";
import type { ActionItem } from "@security-auto/register";
import { WRITES } from "@security-auto/s3-remediation";
import { hasResource, type Stack } from "../stack/read-stack";
import type { Branch } from "./branch";
import { changed, some } from "./event-branch";
import { type Happened, happenedIn, runsOf } from "./happened";
import { invokedByOperator } from "./invoked-by-operator";
import { inRegister } from "./the-register";
import { type Owner, OWNERS, type World } from "./world";

/** In the central stack, the construct of the function that remediates. */
const CONSTRUCT = "SecurityAutoRestrict";

type Write = keyof typeof WRITES;

/** The buckets that one way of being open is tried on, to close and to have undone, and the calls that each takes. */
const WAYS: readonly {
  readonly open: string;
  readonly closed: { readonly bucket: string; readonly calls: readonly Write[] };
  readonly undone: { readonly bucket: string; readonly calls: readonly Write[] };
}[] = [
  {
    open: "its policy",
    closed: { bucket: "leaky", calls: ["PutBucketPolicy"] },
    undone: { bucket: "undone", calls: ["DeleteBucketPolicy"] },
  },
  {
    open: "its ACL",
    closed: { bucket: "granting", calls: ["PutBucketAcl", "PutPublicAccessBlock"] },
    undone: { bucket: "granted", calls: ["PutBucketAcl", "DeletePublicAccessBlock"] },
  },
];

/** `security-auto-S3-restrict` uses all that it may write, in both roles, where the environment enforces. */
export const REMEDIATION_BRANCHES: readonly Branch[] = OWNERS.flatMap((owner) =>
  WAYS.flatMap(({ open, closed, undone }) => [
    {
      name: `${owner}: a bucket that is open by ${open} is closed`,
      run: (world: World) => changed(world, owner, `${closed.bucket}-${owner}`),
      missed: writes(closed.calls),
    },
    {
      name: `${owner}: an operator who may invoke the function and nothing else opens a bucket by ${open} again`,
      run: (world: World) => undo(world, owner, `${undone.bucket}-${owner}`),
      missed: writes(undone.calls),
    },
  ]),
).map((branch) => ({ ...branch, stage: "whole", construct: CONSTRUCT, isPossible: writesToBuckets }));

/** Whether the environment enforces or approves anything. */
function writesToBuckets(stack: Stack): boolean {
  return hasResource(stack, "AWS::IAM::Role", "RemediationRestrict");
}

async function undo(world: World, owner: Owner, bucket: string): Promise<Happened> {
  await changed(world, owner, bucket);
  const applied = await inRegister(world, async (register) => {
    const [action] = (await register.partition(world.accounts[owner], bucket)).actions;
    if (action !== undefined) await register.putAction(asWithoutPolicy(action));
    return action;
  });
  // Without what closing it needs there is none.
  if (applied === undefined) return happenedIn([]);
  const request: RemediationRequest = {
    version: "1",
    request: "undo",
    action: applied.remediation.id,
    owner: "noor@example.com",
    reason: "the partner needs it until the migration is over",
    by: "arn:aws:iam::111122223333:user/noor",
  };
  return invokedByOperator(world, world.functionOf(CONSTRUCT), request);
}

/** No plan gives a policy to a bucket without one; an action that records one is undone all the same. */
function asWithoutPolicy(action: ActionItem): ActionItem {
  const { remediation, prior, revision } = action;
  const undo = remediation.undo.map(({ call, parameters: { Policy, ...place } }) =>
    Policy === undefined ? { call, parameters: place } : { call: "DeleteBucketPolicy", parameters: place },
  );
  return {
    ...action,
    remediation: { ...remediation, undo },
    prior: { ...prior, policy: null },
    revision: revision + 1,
  };
}

/** Each of these calls was allowed to the function, in whichever role. */
function writes(calls: readonly Write[]): Branch["missed"] {
  return (happened, { functionOf }) => {
    const made = runsOf(happened, functionOf(CONSTRUCT)).flatMap(({ apiCalls }) => apiCalls);
    return calls
      .map((call) =>
        some(
          `${call} that is allowed`,
          made.filter(({ action, decision }) => action === WRITES[call].action && decision === "allowed"),
        ),
      )
      .find((missing) => missing !== undefined);
  };
}
