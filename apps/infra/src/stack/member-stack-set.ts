import { CfnStackSet } from "aws-cdk-lib";
import { Construct } from "constructs";

/** What CloudFormation takes as a template that is not in a bucket, in bytes. */
const MOST_BYTES = 51_200;

export interface MemberStackSetProps {
  readonly stackSetName: string;
  /** JSON. */
  readonly template: string;
  /** `ou-...`, or a root: `r-...`. */
  readonly organizationalUnits: readonly string[];
  readonly regions: readonly string[];
  /** Left out, in whatever unit it is. */
  readonly exceptAccount: string;
  readonly callAs: "DELEGATED_ADMIN" | "SELF";
}

/**
 * Makes the member stack in every account of some organizational units, in each of the regions;
 * also in those that join later, and no more in those that leave.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export class MemberStackSet extends Construct {
  constructor(scope: Construct, id: string, props: MemberStackSetProps) {
    super(scope, id);
    const { template } = props;
    new CfnStackSet(this, "Resource", {
      stackSetName: props.stackSetName,
      description: "S3 security automation in the accounts of the organization",
      permissionModel: "SERVICE_MANAGED",
      callAs: props.callAs,
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      capabilities: ["CAPABILITY_NAMED_IAM"],
      // One account that refuses does not keep the others from being watched.
      operationPreferences: {
        regionConcurrencyType: "PARALLEL",
        maxConcurrentPercentage: 25,
        failureTolerancePercentage: 100,
      },
      managedExecution: { Active: true },
      stackInstancesGroup: [
        {
          deploymentTargets: {
            organizationalUnitIds: [...props.organizationalUnits],
            accountFilterType: "DIFFERENCE",
            accounts: [props.exceptAccount],
          },
          regions: [...props.regions],
        },
      ],
      templateBody: template,
    });
    const bytes = Buffer.byteLength(template);
    this.node.addValidation({
      validate: () =>
        bytes <= MOST_BYTES
          ? []
          : [
              `the member stack's template has ${bytes} bytes, a stack set takes ${MOST_BYTES}: use fewer tags`,
            ],
    });
  }
}
