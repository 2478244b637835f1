import { type BusSender, keepBusPrivate } from "@security-auto/policies";
import { CfnEventBusPolicy, EventBus, type IEventBusRef } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";

export interface PrivateEventBusProps {
  readonly busName: string;
  /** Who may put events, and of which kind. */
  readonly senders: readonly BusSender[];
}

/** A bus for what the functions publish: nobody but the senders may put events on it, whatever their policies allow. */
export class PrivateEventBus extends Construct {
  readonly bus: IEventBusRef;

  constructor(scope: Construct, id: string, { busName, senders }: PrivateEventBusProps) {
    super(scope, id);
    const bus = new EventBus(this, "Bus", {
      eventBusName: busName,
      description: "What the functions of security-auto publish, for rules of the account's own",
    });
    this.bus = bus;
    for (const statement of keepBusPrivate({ eventBusArn: bus.eventBusArn, senders })) {
      const { Sid = "" } = statement;
      new CfnEventBusPolicy(this, Sid, {
        eventBusName: bus.eventBusName,
        statementId: Sid,
        statement,
      });
    }
  }
}
