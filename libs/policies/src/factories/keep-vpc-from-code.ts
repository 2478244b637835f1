import { exact, type IdentityStatement } from "@security-auto/iam-policy";

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
