import { s3AccessChangePattern, TAMPERING_SOURCES } from "@security-auto/events";
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
  /** The same of the roles that forward the calls which end the forwarding. Default: no account may forward such calls. */
  readonly tamperingForwardRole?: string;
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
    const { forwardRole, tamperingForwardRole } = props;
    const roleArns = (role: string): string => `arn:${Stack.of(this).partition}:iam::*:role/${role}-*`;
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
            sources:
              tamperingForwardRole === undefined
                ? s3AccessChangePattern.source
                : [...s3AccessChangePattern.source, ...TAMPERING_SOURCES],
            roleArns:
              tamperingForwardRole === undefined
                ? roleArns(forwardRole)
                : [roleArns(forwardRole), roleArns(tamperingForwardRole)],
          },
        }),
      },
    });
  }
}
