import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { collisions } from "./collisions";
import { contradictions } from "./contradictions";
import { describeIssue } from "./describe-issue";
import { type Environment, type EnvironmentProblem, resolved } from "./environment";
import { parseJson } from "./parse-json";
import { environmentFileSchema } from "./schema";

/** Where the environment files are, from the workspace's root. */
export const ENVIRONMENTS = join("apps", "infra", "environments");

/** Files to look at and to copy: synthesized and run on this machine, never deployed to AWS. Their names collide with nobody's. */
export const EXAMPLES: readonly string[] = ["enforce", "example", "lab"];

/** What a file may be called: it becomes part of the stack's name. */
const NAME = /^(?!-)[A-Za-z0-9-]{1,40}(?<!-)$/;

type Loaded =
  | { readonly success: true; readonly data: Environment }
  | { readonly success: false; readonly error: readonly EnvironmentProblem[] };

const fileOf = (directory: string, name: string): string => join(directory, `${name}.json`);

function environmentsIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((entry) => entry.endsWith(".json"))
      .map((entry) => entry.slice(0, -".json".length))
      .filter((name) => NAME.test(name))
      .sort();
  } catch {
    return [];
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** One file by itself, not yet compared with the others. */
function readEnvironment(directory: string, name: string): Loaded {
  const file = fileOf(directory, name);
  const fail = (...problems: readonly Omit<EnvironmentProblem, "file">[]): Loaded => ({
    success: false,
    error: problems.map((problem) => ({ file, ...problem })),
  });

  const text = readText(file);
  if (text === undefined) {
    const known = environmentsIn(directory).join(", ");
    return fail({ path: "", reason: `no such file; the environments are: ${known === "" ? "none" : known}` });
  }
  const json = parseJson(text);
  if (!json.success) return fail({ path: json.error.place, reason: json.error.reason });

  const parsed = environmentFileSchema.safeParse(json.data, { reportInput: true });
  if (!parsed.success) return fail(...parsed.error.issues.flatMap(describeIssue));

  const named = resolved(parsed.data);
  const contrary = contradictions(parsed.data, named.names);
  if (contrary.length > 0) return fail(...contrary);

  return { success: true, data: { ...named, name } };
}

/**
 * Reads `NAME.json`, checks it, and compares its names with those of the files beside it, where both are deployed: an example
 * is not. A neighbour that is itself wrong is left out: it cannot be deployed before it is put right, and
 * is compared then.
 *
 * @param directory where the files are, e.g. {@link ENVIRONMENTS}
 * @example
 * loadEnvironment("apps/infra/environments", "example");
 */
export function loadEnvironment(directory: string, name: string): Loaded {
  if (!NAME.test(name)) {
    const reason = "an environment's name is 1 to 40 letters, digits, and - between them";
    return { success: false, error: [{ file: `--environment=${name}`, path: "", reason }] };
  }
  const own = readEnvironment(directory, name);
  if (!own.success) return own;

  const isDeployed = (each: string): boolean => !EXAMPLES.includes(each);
  const others = environmentsIn(directory)
    .filter((other) => other !== name && isDeployed(name) && isDeployed(other))
    .map((other) => readEnvironment(directory, other))
    .flatMap((other) => (other.success ? [other.data] : []));
  const clashes = collisions(own.data, (of) => fileOf(directory, of), others);
  return clashes.length === 0 ? own : { success: false, error: clashes };
}
