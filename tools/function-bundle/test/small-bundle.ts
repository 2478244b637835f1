import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(__dirname, "../../..");
const CONFIG = pathToFileURL(join(ROOT, "tools/function-bundle/esbuild.config.mjs")).href;
const LEFT_OUT = pathToFileURL(join(ROOT, "tools/function-bundle/src/left-out.mjs")).href;

/** Bundles as Nx does, in a process of its own: esbuild's plugins are modules that jest does not load. */
const BUILD = `
  import { build } from "esbuild";
  process.umask(Number(process.argv[2]));
  const preserveSymlinks = process.argv[3] === "altered";
  import config from ${JSON.stringify(CONFIG)};
  const { errors, warnings } = await build({
    ...config, absWorkingDir: process.argv[1], entryPoints: ["main.ts"], outdir: "dist", bundle: true, platform: "node",
    target: "node24", format: "esm", minify: true, logLevel: "silent", preserveSymlinks,
  }).catch((failure) => failure);
  const described = (messages) =>
    messages.map(({ text, location }) => ({ text, at: location === null ? undefined : location.file + ":" + location.line }));
  process.stdout.write(JSON.stringify({ errors: described(errors), warnings: described(warnings) }));
`;

/** Imports a bundle, invokes its handler, and prints what it gives or throws. */
const RUN = `
  const { handler } = await import(process.argv[1]);
  const outcome = await handler().then((gives) => ({ gives }), (error) => ({ throws: error.message }));
  process.stdout.write(JSON.stringify(outcome));
`;

interface Message {
  readonly text: string;
  /** File and line; nothing where the message is about the bundle. */
  readonly at?: string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface SmallBundleOptions {
  /** Of the process that builds, in octal. */
  readonly umask?: string;
  /** Files of installed packages with other contents, in copies of these packages: by path, what becomes of the text. */
  readonly altered?: Readonly<Record<string, (text: string) => string>>;
}

/** A function of a few lines, in a temporary folder: its files by their paths, `main.ts` the entry. */
export class SmallBundle {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  readonly #dist: string;

  constructor(
    files: Readonly<Record<string, string>>,
    { umask = "0o022", altered = {} }: SmallBundleOptions = {},
  ) {
    const folder = mkdtempSync(join(tmpdir(), "function-bundle-"));
    folders.push(folder);
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const ownModules = Object.keys(files).some((file) => file.startsWith("node_modules/"));
    const isAltered = Object.keys(altered).length > 0;
    if (isAltered) alterModules(join(folder, "node_modules"), altered);
    else if (!ownModules) symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const said = evaluate(BUILD, folder, umask, isAltered ? "altered" : "") as Pick<
      SmallBundle,
      "errors" | "warnings"
    >;
    this.errors = said.errors;
    this.warnings = said.warnings;
    this.#dist = join(folder, "dist");
  }

  get files(): readonly string[] {
    return readdirSync(this.#dist).filter((name) => name.endsWith(".mjs"));
  }

  /** Permissions of the bundle's folder and of every file in it, in octal. */
  get modes(): readonly string[] {
    const paths = [this.#dist, ...readdirSync(this.#dist).map((name) => join(this.#dist, name))];
    return paths.map((path) => (statSync(path).mode & 0o777).toString(8));
  }

  /** Of all files together. */
  get bytes(): number {
    return this.files.reduce((sum, name) => sum + statSync(join(this.#dist, name)).size, 0);
  }

  /** What the handler gives or throws. */
  run(): unknown {
    return evaluate(RUN, pathToFileURL(join(this.#dist, "index.mjs")).href);
  }
}

export interface LeftOut {
  readonly file: string;
  readonly exports: readonly string[];
  readonly because: string;
}

/** The list of what is left out, and where its files are. */
export function leftOut(): readonly LeftOut[] {
  const list = `import { LEFT_OUT } from ${JSON.stringify(LEFT_OUT)}; process.stdout.write(JSON.stringify(LEFT_OUT));`;
  return evaluate(list) as LeftOut[];
}

/** The path of a file of an installed package. */
export const installed = (file: string): string => join(ROOT, "node_modules", file);

/** Links to the installed packages, but copies of those of which a file is altered. */
function alterModules(modules: string, altered: NonNullable<SmallBundleOptions["altered"]>): void {
  const packages = Object.keys(altered).map((file) => file.split("/").slice(0, 2).join("/"));
  const isIn = (scope: string) => packages.some((name) => name.startsWith(`${scope}/`));
  const scopes = readdirSync(installed("")).filter(isIn);
  const names = [
    ...readdirSync(installed("")).filter((name) => !name.startsWith(".") && !isIn(name)),
    ...scopes.flatMap((scope) => readdirSync(installed(scope)).map((name) => `${scope}/${name}`)),
  ];
  for (const scope of scopes) mkdirSync(join(modules, scope), { recursive: true });
  for (const name of names)
    if (packages.includes(name)) cpSync(installed(name), join(modules, name), { recursive: true });
    else symlinkSync(installed(name), join(modules, name));
  for (const [file, change] of Object.entries(altered)) {
    const text = existsSync(installed(file)) ? readFileSync(installed(file), "utf8") : undefined;
    const other = change(text ?? "");
    if (other === text) throw new Error(`${file} was not altered`);
    writeFileSync(join(modules, file), other);
  }
}

function evaluate(code: string, ...values: readonly string[]): unknown {
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "--eval", code, ...values], {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    }),
  );
}
