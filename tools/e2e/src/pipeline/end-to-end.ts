import { randomBytes } from "node:crypto";
import type { Cloud, EndToEndArguments } from "../arguments";
import { startMiniStack } from "../ministack/start-ministack";
import { checkEnvironment } from "./cdk";
import { awsClients } from "./clients";
import { checkAccount, prepare } from "./prepare";
import { probeTopic } from "./probe-topic";
import type { Report } from "./report";
import { eventSender } from "./send";
import { placeOf, type Target } from "./target";
import type { Teardown } from "./teardown";
import { makeBucket } from "./test-bucket";
import { failAndRecover, followEvents } from "./way-of-an-event";

/** Time an event may take, in ms: a trail sends EventBridge its event within minutes, Lambda tries again after one minute and after two more. */
const PATIENCE: Readonly<Record<Cloud["kind"], number>> = {
  ministack: 180_000,
  endpoint: 600_000,
  aws: 1_200_000,
};

/** Bootstraps, deploys, and follows events through the deployed stack. What was made is in `teardown`, however it ends. */
export async function endToEnd(
  root: string,
  { environment, cloud }: EndToEndArguments,
  report: Report,
  teardown: Teardown,
): Promise<void> {
  await checkEnvironment(root, environment);
  const place = placeOf(root, environment);
  const target: Target = {
    environment,
    ...place,
    ...(await connection(root, cloud, place, report, teardown)),
  };
  const clients = awsClients(target);
  await checkAccount(clients, target);
  const { deployment, isOurs } = await prepare(root, target, clients, report, teardown);

  const since = new Date();
  const run = `security-auto-e2e-${randomBytes(6).toString("hex")}`;
  const probeUrl = await probeTopic(clients, { topicArn: deployment.topicArn, queueName: run }, teardown);
  await makeBucket(clients.s3, { bucket: run, region: target.region }, teardown);
  const sender = eventSender(cloud, clients, { ...place, bucket: run });
  const scene = {
    clients,
    deployment,
    probeUrl,
    sender,
    since,
    patience: PATIENCE[cloud.kind],
    mayRepeat: cloud.kind === "aws",
  };
  await followEvents(scene, report);
  if (isOurs) await failAndRecover(scene, report, teardown);
  else report.note("the function is not broken on purpose in a stack that was there before");
}

/** The endpoint that calls go to, and the credentials they are made with. */
async function connection(
  root: string,
  cloud: Cloud,
  place: { readonly account: string; readonly region: string },
  report: Report,
  teardown: Teardown,
): Promise<Pick<Target, "endpoint" | "credentials">> {
  switch (cloud.kind) {
    case "aws":
      return { endpoint: undefined, credentials: undefined };
    case "endpoint":
      return { endpoint: cloud.endpoint, credentials: undefined };
    case "ministack": {
      const { endpoint, stop } = await report.check("MiniStack starts on this machine", () =>
        startMiniStack(root, place),
      );
      teardown.add("MiniStack", stop);
      // MiniStack takes the account from the access key.
      return { endpoint, credentials: { accessKeyId: place.account, secretAccessKey: "none" } };
    }
  }
}
