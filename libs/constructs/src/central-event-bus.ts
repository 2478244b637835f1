import { s3AccessChangePattern } from "@security-auto/events";
import { letOrganizationPutEvents } from "@security-auto/policies";
import { Stack } from "aws-cdk-lib";
import { CfnEventBusPolicy, EventBus, type IEventBusRef } from "aws-cdk-lib/aws-events";
import { Construct } from "constructs";

export interface CentralEventBusProps {
  readonly busName: string;
  /** `false`: a bus of that name exists and is left as it is, but for the one statement. */
  readonly create: boolean;
  /** `o-` and ten or more letters and digits. */
  readonly organizationId: string;
  /** Id of the statement in the bus's policy; others of that policy are not touched. */
  readonly statementId: string;
  /** What the names of the accounts' forwarding roles begin with, before `-` and a region. */
  readonly forwardRole: string;
}

/**
 * The bus every account of the organization sends its S3 events to: a rule forwards them, in its role. An account cannot put
 * events of its own, nor can another role of it.
 */
export class CentralEventBus extends Construct {
  readonly bus: IEventBusRef;
  readonly busArn: string;

  constructor(scope: Construct, id: string, props: CentralEventBusProps) {
    super(scope, id);
    const bus = props.create
      ? new EventBus(this, "Bus", {
          eventBusName: props.busName,
          description: "Security events of every account of the organization",
        })
      : EventBus.fromEventBusName(this, "Bus", props.busName);

    this.bus = bus;
    this.busArn = bus.eventBusArn;
    new CfnEventBusPolicy(this, "OrganizationPolicy", {
      eventBusName: bus.eventBusName,
      statementId: props.statementId,
      statement: {
        Sid: props.statementId,
        ...letOrganizationPutEvents({
          eventBusArn: bus.eventBusArn,
          organizationId: props.organizationId,
          forwarded: {
            sources: s3AccessChangePattern.source,
            roleArns: `arn:${Stack.of(this).partition}:iam::*:role/${props.forwardRole}-*`,
          },
        }),
      },
    });
  }
}
