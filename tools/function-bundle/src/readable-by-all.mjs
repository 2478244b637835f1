import { chmodSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Gives the bundle the modes that Lambda needs, whatever the umask: it runs the function as a user of its own, and what is
 * deployed keeps the modes of the files here. With a umask of 077 they would be readable by their builder alone.
 *
 * @returns {import("esbuild").Plugin}
 */
export function readableByAll() {
  return {
    name: "readable-by-all",
    setup(build) {
      const { absWorkingDir = process.cwd(), outdir } = build.initialOptions;
      const folder = resolve(absWorkingDir, outdir);
      build.onEnd(({ errors }) => {
        if (errors.length > 0) return;
        chmodSync(folder, 0o755);
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
          if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o644);
        }
      });
    },
  };
}
