import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeProblem } from "./environment/environment";
import { ENVIRONMENTS, EXAMPLES, loadEnvironment } from "./environment/load-environment";
import { refuse } from "./launcher/refuse";
import { builtBundles } from "./stack/bundles";
import { memberTemplate } from "./stack/member-template";
import { securityApp } from "./stack/security-app";
import { BASELINE_FILE, type Baseline, readBaseline } from "./upgrade/baseline";
import { outlineOf } from "./upgrade/outline";
import { report } from "./upgrade/report";
import { readSpecification } from "./upgrade/specification";

const USAGE = `npx nx upgrade infra                     shows what an update of the recorded release adds, removes and replaces
npx nx upgrade infra --record=COMMIT     records what this checkout deploys as that commit's release\n`;

/** The template that the e2e deploys before it deploys the present stack, and the environment that it is of. */
const RELEASE_FILE = join(dirname(BASELINE_FILE), "example.template.json");
const RELEASED_ENVIRONMENT = "example";

interface Current {
  readonly environments: Baseline["environments"];
  /** The security account's whole template, of one of them. */
  readonly template: unknown;
}

/** What this checkout deploys with each example environment. */
function current(): Current {
  const specification = readSpecification();
  let template: unknown;
  const environments = EXAMPLES.map((name) => {
    const loaded = loadEnvironment(ENVIRONMENTS, name);
    if (!loaded.success) throw new Error(loaded.error.map(describeProblem).join("\n"));
    const member = memberTemplate(loaded.data, { cloudFormationRules: false });
    const assembly = securityApp(loaded.data, {
      bundles: builtBundles(),
      memberTemplate: member,
      cloudFormationRules: false,
    }).synth();
    const central: unknown = assembly.stacks[0]?.template;
    if (name === RELEASED_ENVIRONMENT) template = central;
    return [
      name,
      {
        central: outlineOf(central, specification),
        member: outlineOf(JSON.parse(member), specification),
      },
    ] as const;
  });
  return { environments: Object.fromEntries(environments), template };
}

/** Records a release, or shows what an update of the recorded one does. */
function main(args: readonly string[]): number {
  const [option, ...others] = args;
  const commit = option === undefined ? undefined : /^--record=([0-9a-f]{7,40})$/.exec(option)?.[1];
  if (others.length > 0 || (option !== undefined && commit === undefined)) return refuse(USAGE.trimEnd());
  const { environments, template } = current();
  if (commit !== undefined) {
    mkdirSync(dirname(BASELINE_FILE), { recursive: true });
    writeFileSync(RELEASE_FILE, `${JSON.stringify(template)}\n`);
    writeFileSync(BASELINE_FILE, `${JSON.stringify({ commit, environments } satisfies Baseline)}\n`);
    return 0;
  }
  const baseline = readBaseline(BASELINE_FILE);
  const { text, losses } = report(baseline, environments);
  process.stdout.write(text);
  return losses === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
