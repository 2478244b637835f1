import type { IPolicyValidationContext, PolicyValidationPluginReport } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";

/**
 * cdk-nag's AwsSolutions rules. They read a property of bus policies that CDK has deprecated; the
 * warning about it would blame this app for what the rules do, so it is held back while they run.
 */
export class SecurityChecks extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const before = process.env["JSII_DEPRECATED"];
    process.env["JSII_DEPRECATED"] = "quiet";
    try {
      return super.validate(context);
    } finally {
      if (before === undefined) delete process.env["JSII_DEPRECATED"];
      else process.env["JSII_DEPRECATED"] = before;
    }
  }
}
