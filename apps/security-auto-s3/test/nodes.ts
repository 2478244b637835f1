/** The Node that Lambda runs: npm has a package with the real binary for Linux. */
function lambdaNode(): string | undefined {
  try {
    return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}

const NODE_24 = lambdaNode();
export const NODES: readonly (readonly [name: string, path: string])[] = [
  ["the installed Node", process.execPath],
  ...(NODE_24 === undefined ? [] : [["Node 24, as in Lambda", NODE_24] as const]),
];
