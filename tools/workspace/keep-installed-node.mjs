// npm links the `node` of the package that carries Lambda's Node into node_modules/.bin, and would then run every npm script
// with it instead of the Node of whoever works here. The package is for tests and the local cloud; its link goes.
import { rmSync } from "node:fs";

for (const link of ["node", "node.cmd", "node.ps1"]) {
  rmSync(new URL(`../../node_modules/.bin/${link}`, import.meta.url), { force: true });
}
