import { Failure } from "../failure";
import { until } from "../until";
import { OPENED, RECOVERED, TAGGED, UNLUCKY, UNMATCHED } from "./calls";
import { breakFunction } from "./break-function";
import type { Clients } from "./clients";
import type { Deployment } from "./deployment";
import { linesAbout } from "./read-log";
import { takeMessages } from "./read-queue";
import type { Report } from "./report";
import { assessmentOf, failureOf, loggedCalls, notifiedCall } from "./seen";
import type { Sender } from "./send";
import type { Teardown } from "./teardown";

export interface Scene {
  readonly clients: Clients;
  readonly deployment: Deployment;
  /** Queue that gets what the topic sends. */
  readonly probeUrl: string;
  readonly sender: Sender;
  /** When the run began. */
  readonly since: Date;
  /** Time an event may take from the call to the function's log, in ms. */
  readonly patience: number;
  /** CloudTrail may deliver the event of a call more than once. */
  readonly mayRepeat: boolean;
}

/** Where CloudTrail's events arrive in every account; the stack's own rule sends them on to the central bus. */
const DEFAULT_BUS = "default";

const logOf = ({ clients, deployment, sender, since }: Scene) =>
  linesAbout(clients.logs, { logGroupName: deployment.logGroupName, bucket: sender.bucket, since });

/** Matching events are logged, judged and notified; others are not. */
export async function followEvents(scene: Scene, report: Report): Promise<void> {
  const { clients, deployment, probeUrl, sender, patience } = scene;
  const { bucket } = sender;
  const assessed = (call: string) =>
    until(`the function's assessment on account of ${call}`, patience, async () =>
      assessmentOf(await logOf(scene), bucket, call),
    );
  const unmatched = UNMATCHED.filter((call) => sender.can(call));
  for (const call of unmatched) {
    for (const bus of [DEFAULT_BUS, deployment.busName]) await sender.send(call, bus);
  }

  await sender.send(TAGGED, DEFAULT_BUS);
  await report.check(
    "a change on the default bus invokes the function, which judges the bucket",
    async () => {
      const { invariants, exposure } = await assessed(TAGGED.name);
      const verdict = invariants.find(({ name }) => name === "nothing-public")?.verdict ?? "holds";
      expect(
        exposure.atMost === "private" && verdict === "holds",
        "a private bucket is judged private",
        exposure,
      );
    },
  );

  const matched = [TAGGED.name];
  if (sender.can(OPENED)) {
    matched.push(OPENED.name);
    await sender.send(OPENED, deployment.busName);
    await report.check("a bucket that everyone may read is not judged private", async () => {
      const { policyIsPublic, exposure } = await assessed(OPENED.name);
      expect(policyIsPublic === true && exposure.atMost === "public", "the policy allows everyone", exposure);
    });
  }

  await report.check("the log has each matching event, whole and once, and no other", async () => {
    const all = loggedCalls(await logOf(scene), bucket).filter((call) => call !== "CreateBucket");
    const logged = scene.mayRepeat ? [...new Set(all)] : all;
    expect(sameSet(logged, matched), `logged are ${matched.join(", ")}`, logged);
  });

  await report.check("the topic notified of each matching event, and no other", async () => {
    const notified: string[] = [];
    await until(`notifications of ${matched.join(", ")}`, patience, async () => {
      notified.push(...(await takeMessages(clients.sqs, probeUrl, (body) => notifiedCall(body, bucket))));
      return matched.every((call) => notified.includes(call)) || undefined;
    });
    const others = notified.filter((call) => unmatched.some(({ name }) => name === call));
    expect(others.length === 0, "no notification of an event that does not match", others);
  });
}

/** An event that the function cannot handle is tried again, then waits in the failure queue; none is lost. */
export async function failAndRecover(scene: Scene, report: Report, teardown: Teardown): Promise<void> {
  const { clients, deployment, sender, patience } = scene;
  const { bucket } = sender;
  const repair = await breakFunction(clients.lambda, deployment.functionName);
  let isBroken = true;
  const restore = async () => {
    if (isBroken) await repair();
    isBroken = false;
  };
  teardown.add(`configuration of ${deployment.functionName}`, restore);

  await sender.send(UNLUCKY, DEFAULT_BUS);
  await report.check("an event that the function cannot handle waits in the failure queue", async () => {
    const { requestContext, requestPayload } = await until(
      "a failed invocation in the queue",
      patience,
      async () => {
        const take = (body: string) => failureOf(body, bucket);
        const [failure] = await takeMessages(clients.sqs, deployment.failureQueueUrl, take);
        return failure;
      },
    );
    expect(requestContext.condition === "RetriesExhausted", "Lambda gave up after retries", requestContext);
    expect(requestPayload.detail.eventName === UNLUCKY.name, "it is the event that was sent", requestPayload);
  });

  await restore();
  await sender.send(RECOVERED, DEFAULT_BUS);
  await report.check("with its configuration back the function handles events again", async () => {
    await until(`the function's assessment on account of ${RECOVERED.name}`, patience, async () =>
      assessmentOf(await logOf(scene), bucket, RECOVERED.name),
    );
  });
}

function expect(holds: boolean, sentence: string, seen: unknown): void {
  if (!holds) throw new Failure(`expected that ${sentence}; seen: ${JSON.stringify(seen)}`, 1);
}

const sameSet = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && others.every((other) => some.includes(other));
