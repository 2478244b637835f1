import { join } from "node:path";
import { describeProblem } from "./environment/environment";
import { ENVIRONMENTS, EXAMPLES, loadEnvironment } from "./environment/load-environment";
import { launcherArguments } from "./launcher/arguments";
import { runCdk } from "./launcher/cdk-cli";
import { refuse } from "./launcher/refuse";
import { type Output, synthesize } from "./launcher/synthesize";

const OUTPUT = join("dist", "apps", "infra");

const MEMBER_TEMPLATE = "member.template.json";

/** A folder of its own for each environment, so that none deploys the assembly or the member template of another. */
const assemblyOf = (environment: string): string => join(OUTPUT, "environments", environment);

/** What passed and where the result is. */
const synthesized = (environment: string, { assembly, memberTemplate }: Output): string =>
  `Environment ${environment}: the stack passed cdk-nag's AwsSolutions rules and CloudFormation's own.\n` +
  `  assembly                 ${assembly}\n` +
  `  member account template  ${memberTemplate}\n`;

/** Only this command loads the environment here: with any other the app does, once. */
function check(environment: string): number {
  const loaded = loadEnvironment(ENVIRONMENTS, environment);
  return loaded.success ? 0 : refuse(...loaded.error.map(describeProblem));
}

/** Checks the call, then has the app load the environment and synthesize, then runs the CDK CLI. */
function main(launcher: string, args: readonly string[]): number {
  const parsed = launcherArguments(args);
  if (!parsed.success) return refuse(parsed.error);
  const { command, environment, options } = parsed.data;

  // An emulator of AWS has whatever account it is asked for.
  const isForAws = process.env["AWS_ENDPOINT_URL"] === undefined;
  if (["diff", "deploy", "destroy"].includes(command) && EXAMPLES.includes(environment) && isForAws) {
    return refuse(
      `${command}: ${join(ENVIRONMENTS, environment)}.json is an example, and its account does not exist: copy it to NAME.json beside it, fill in your own, and add --environment=NAME`,
    );
  }

  if (command === "check") return check(environment);
  if (command === "synth") {
    const output = { assembly: join(OUTPUT, "cdk.out"), memberTemplate: join(OUTPUT, MEMBER_TEMPLATE) };
    const status = synthesize(launcher, environment, output);
    if (status === 0) process.stdout.write(synthesized(environment, output));
    return status;
  }
  const assembly = assemblyOf(environment);
  const status = synthesize(launcher, environment, {
    assembly,
    memberTemplate: join(assembly, MEMBER_TEMPLATE),
  });
  return status === 0 ? runCdk(launcher, { command, assembly, options }) : status;
}

process.exitCode = main(process.argv[1] ?? "", process.argv.slice(2));
