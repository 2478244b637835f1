import { App, Validations } from "aws-cdk-lib";
import { SecurityChecks } from "./security-checks";

/** How CDK behaves where it leaves a choice; the rest of its choices concern services not used here. */
const CHOICES = {
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/core:checkSecretUsage": true,
  // What CloudFormation would refuse fails here already.
  "@aws-cdk/core:validateAgainstDefaultRules": true,
  // Stack traces name folders of the machine.
  "aws:cdk:disable-creation-stack-traces": true,
  // A finding is printed as a report and ends in exit code 1, not in a stack trace.
  "@aws-cdk/core:appMode": "process",
} as const;

export interface CheckedAppProps {
  /** Folder the assembly is written to. Default: a temporary one. */
  readonly outdir?: string;
  /** `false` skips CloudFormation's own rules, which take seconds. */
  readonly cloudFormationRules?: boolean;
}

/**
 * A CDK app with every check that synthesis has to pass. The assembly holds nothing of the machine
 * it was made on: no stack traces, no absolute paths.
 */
export function checkedApp({ outdir, cloudFormationRules = true }: CheckedAppProps): App {
  const app = new App({
    analyticsReporting: false,
    stackTraces: false,
    context: CHOICES,
    builtinCloudFormationValidation: cloudFormationRules,
    ...(outdir !== undefined && { outdir }),
  });
  Validations.of(app).addPlugins(new SecurityChecks(app));
  return app;
}
