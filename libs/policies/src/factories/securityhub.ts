import { exact, type IdentityStatement } from "@security-auto/iam-policy";

/**
 * May import and update findings of one product. Under an account's default product, Security Hub takes findings of that account only.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
export function importFindings({ productArn }: { readonly productArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "securityhub:BatchImportFindings",
    Resource: exact(productArn, "product ARN"),
  };
}
