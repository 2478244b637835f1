import type { Metafile } from "esbuild";

export interface BundleBytes {
  readonly all: number;
  /** Of what the entry imports, directly or not: it is loaded before the event is logged. */
  readonly beforeFirstLog: number;
  /** By package, or by project of this workspace; the largest first. */
  readonly byPackage: Readonly<Record<string, number>>;
}

/** What a bundle is made of, in bytes. */
export function bundleBytes({ outputs }: Metafile): BundleBytes {
  const files = Object.entries(outputs).filter(([path]) => path.endsWith(".mjs"));
  const entry = files.find(([path]) => path.endsWith("/index.mjs"))?.[0];
  if (entry === undefined) throw new Error("the bundle has no index.mjs");
  const before = [...importedBy(entry, outputs)];
  const packages = new Map<string, number>();
  for (const [, { inputs }] of files)
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
    }
  const largestFirst = [...packages]
    .filter(([, bytes]) => bytes > 0)
    .sort(([, one], [, other]) => other - one);
  return {
    all: files.reduce((sum, [, { bytes }]) => sum + bytes, 0),
    beforeFirstLog: before.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0),
    byPackage: Object.fromEntries(largestFirst),
  };
}

function importedBy(path: string, outputs: Metafile["outputs"], known = new Set<string>()): Set<string> {
  known.add(path);
  for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
    if (kind === "import-statement" && external !== true && !known.has(imported))
      importedBy(imported, outputs, known);
  return known;
}

/** `node_modules/@scope/name/x.js` belongs to `@scope/name`, `libs/name/x.ts` to `libs/name`. */
function packageOf(path: string): string {
  const [, inside] = path.split(/.*node_modules\//);
  const [first = "", second = ""] = (inside ?? path).split("/");
  return inside !== undefined && !first.startsWith("@") ? first : `${first}/${second}`;
}
