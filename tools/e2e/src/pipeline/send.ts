import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { S3Client } from "@aws-sdk/client-s3";
import { Failure } from "../failure";
import type { Call } from "./calls";
import { cloudTrailEntry } from "./cloudtrail-event";
import type { Cloud } from "../arguments";

export interface Sender {
  readonly bucket: string;
  /** Whether this cloud can do a call: on AWS only what is really called becomes an event, and nothing is opened there. */
  can(call: Call): boolean;
  /** Makes a call, and sees to it that its event is on the way. */
  send(call: Call, busName: string): Promise<void>;
}

/** On AWS a trail sends the event of the call to EventBridge; elsewhere the e2e puts that event on the bus. */
export function eventSender(
  { kind }: Cloud,
  { events, s3 }: { readonly events: EventBridgeClient; readonly s3: S3Client },
  place: { readonly bucket: string; readonly account: string; readonly region: string },
): Sender {
  const { bucket } = place;
  const hasTrail = kind === "aws";
  return {
    bucket,
    can: ({ make, opens }) => !hasTrail || (make !== undefined && opens === undefined),
    send: async (call, busName) => {
      await call.make?.(s3, bucket);
      if (hasTrail) return;
      const entry = { ...cloudTrailEntry(call, place), EventBusName: busName };
      const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: [entry] }));
      const [{ ErrorCode, ErrorMessage } = {}] = Entries;
      if (ErrorCode === undefined) return;
      throw new Failure(
        `bus ${busName} refuses the event of ${call.name}: ${ErrorCode}: ${ErrorMessage ?? ""}; the e2e puts events of aws.s3, which this endpoint has to let it`,
        1,
      );
    },
  };
}
