import { DETAIL_TYPES } from "@security-auto/assessment";
import { type Permission, readPermissions, SecurityFunction } from "@security-auto/constructs";
import { partitionOf, queueArn, urlSuffixOf } from "@security-auto/iam-policy";
import { assumeOrganizationRole, decryptWithKey, describeAccounts, pollQueue } from "@security-auto/policies";
import type { IRuleTarget } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { changeTarget } from "../change-target";
import type { Common } from "../common";
import { publishPermission, requestRuleArn } from "../published";
import { functionProps, type StackFunctionProps } from "../function-props";
import { asksAboutAccounts } from "./organization-configuration";
import { s3Configuration } from "./s3-configuration";

/** Judges: reads the bucket that an event or a request names, in any account of the organization. */
export class S3Function extends SecurityFunction {
  /** By what the rule for S3 changes invokes it. */
  readonly changeTargets: readonly IRuleTarget[];

  constructor(scope: Construct, id: string, props: StackFunctionProps) {
    const { environment } = props.common;
    const { region, names, organizationId } = environment;
    const partition = partitionOf(region);
    super(scope, id, {
      ...functionProps("s3", props),
      description: "Logs and judges each change of who can access an S3 bucket; reads only",
      permissions: [
        ...readPermissions(scope),
        {
          statement: assumeOrganizationRole({
            partition,
            roleName: names.readRole,
            organizationId,
          }),
          wildcardBecause:
            "The accounts of the organization come and go; the role has one name in each, and the organization is fixed.",
        },
        ...(asksAboutAccounts(environment)
          ? [
              {
                statement: describeAccounts({ partition, organizationId }),
                wildcardBecause:
                  "Whether an account is in the organization is asked of any account that a policy names; the ARN begins with the management account, which is not known here.",
              },
            ]
          : []),
        ...(environment.privateBus ? [publishPermission(props.common, DETAIL_TYPES.assessed)] : []),
        ...(requestRuleArn(props.common) === undefined ? [] : requestPermissions(props.common)),
      ],
      configuration: s3Configuration(environment),
    });

    this.changeTargets = [changeTarget(this, environment.functions.s3, props)];
  }
}

/** What it takes to work off the queue of requests. */
function requestPermissions({ here, environment, encryption: { kmsKeyArn } }: Common): readonly Permission[] {
  const { names, region } = environment;
  const viaService = `sqs.${region}.${urlSuffixOf(partitionOf(region))}`;
  return [
    { statement: pollQueue({ queueArn: queueArn({ ...here, name: names.requestQueue }) }) },
    ...(kmsKeyArn === undefined ? [] : [{ statement: decryptWithKey({ keyArn: kmsKeyArn, viaService }) }]),
  ];
}
