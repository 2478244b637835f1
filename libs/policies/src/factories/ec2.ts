import {
  exact,
  type IdentityStatement,
  regionalArn,
  securityGroupArn,
  subnetArn,
} from "@security-auto/iam-policy";

/**
 * May manage the network interfaces that Lambda makes for a function in a VPC: new ones only in
 * the function's own subnets and security groups.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export function attachToVpc(of: {
  readonly region: string;
  readonly accountId: string;
  /** `subnet-...` */
  readonly subnetIds: readonly string[];
  /** `sg-...` */
  readonly securityGroupIds: readonly string[];
}): readonly IdentityStatement[] {
  const interfaces = regionalArn("ec2", of, "network-interface/*");
  return [
    {
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: [
        interfaces,
        ...of.subnetIds.map((name) => subnetArn({ ...of, name })),
        ...of.securityGroupIds.map((name) => securityGroupArn({ ...of, name })),
      ],
    },
    {
      Effect: "Allow",
      Action: ["ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
      Resource: interfaces,
    },
    {
      Effect: "Allow",
      Action: "ec2:DeleteNetworkInterface",
      // Lambda checks this one without naming an interface, and asks for this form.
      Resource: regionalArn("ec2", of, "*/*"),
    },
    {
      Effect: "Allow",
      // Neither action knows resource-level permissions.
      Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      Resource: "*",
    },
  ];
}

/**
 * The network permissions of a function's role are for Lambda, not for the function's code:
 * `lambda:SourceFunctionArn` is set only on calls the code makes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function keepVpcFromCode({ functionArn }: { readonly functionArn: string }): IdentityStatement {
  return {
    Effect: "Deny",
    Action: [
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ],
    Resource: "*",
    Condition: { ArnEquals: { "lambda:SourceFunctionArn": exact(functionArn, "function ARN") } },
  };
}
