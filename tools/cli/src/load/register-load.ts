import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { type LocalCloud, type Trace, withFollowUps } from "@security-auto/local-cloud";
import { type Item, openRegister } from "@security-auto/register";
import { withLocalStack } from "../stack/local-stack";
import { type BucketAssessment, type Recording, recordedAssessments } from "./recorded-assessments";
import { type Announced, registerProblems } from "./register-ledger";

/** Names of the environment `example`. */
const HOME = "111122223333";
const REGION = "us-west-2";
const JUDGE_ROLE = "lambda-slaw-s3";
const PRIVATE_BUS = "security-auto";
const TABLE = "security-auto";
const FINDINGS_TOPIC = "security-findings";

/** The most entries that one PutEvents takes. */
const ENTRIES = 10;

export interface RegisterLoad {
  readonly assessments: number;
  readonly items: number;
  readonly announced: number;
  readonly problems: readonly string[];
}

/**
 * Puts all assessments on the private bus at once, in an order of no meaning and a tenth of them twice, and compares the register with what
 * follows from the latest of each bucket.
 */
export async function registerLoad(
  root: string,
  recording: Recording,
  maxConcurrency: number,
): Promise<RegisterLoad> {
  const assessments = recordedAssessments(recording);
  const options = { keepHistory: false, explain: false, maxConcurrency };
  return withLocalStack(root, options, async (cloud) => {
    const announced = await publish(assessments, cloud);
    const items = await itemsOf(cloud);
    return {
      assessments: assessments.length,
      items: items.length,
      announced: announced.events,
      problems: registerProblems(assessments, items, announced),
    };
  });
}

async function publish(assessments: readonly BucketAssessment[], cloud: LocalCloud): Promise<Announced> {
  const traces: Trace[] = [];
  const stop = cloud.onCall(({ followUps }) => traces.push(...followUps.flatMap(withFollowUps)));
  const client = new EventBridgeClient({
    region: REGION,
    endpoint: cloud.endpoints.events,
    credentials: cloud.credentials({ accountId: HOME, roleName: JUDGE_ROLE }),
  });
  try {
    for (let sent = 0; sent < assessments.length; sent += ENTRIES) {
      const Entries = assessments.slice(sent, sent + ENTRIES).map((assessment) => ({
        EventBusName: PRIVATE_BUS,
        Source: EVENT_SOURCE,
        DetailType: DETAIL_TYPES.assessed,
        Detail: JSON.stringify(assessment),
      }));
      const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount !== 0) throw new Error("the private bus did not accept an assessment");
    }
    await cloud.settled();
  } finally {
    stop();
    client.destroy();
  }
  return {
    events: traces.filter(({ event }) => event.detailType === DETAIL_TYPES.findingChanged).length,
    mails: traces
      .flatMap(({ notifications }) => notifications)
      .flatMap(({ topic, message }) => (topic === FINDINGS_TOPIC ? [message] : [])),
  };
}

async function itemsOf(cloud: LocalCloud): Promise<readonly Item[]> {
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId: HOME, userName: "load" }),
  });
  try {
    const items: Item[] = [];
    for await (const item of openRegister(client, { tableName: TABLE }).items()) items.push(item);
    return items;
  } finally {
    client.destroy();
  }
}
