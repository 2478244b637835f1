import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { writeAssembly } from "../test/assembly-folder";
import { pipeline } from "../test/pipeline";

afterEach(stopClouds);

const PID_HANDLER = "export const handler = async () => process.pid;";
/** Loops without a pause once it has made the file `begun`. */
const busyHandler = (begun: string): string =>
  `import { writeFileSync } from "node:fs";
   export const handler = async () => { writeFileSync(${JSON.stringify(begun)}, ""); for (;;); };`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

/** Waits as long as the test may take. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

async function isGone(pid: number): Promise<boolean> {
  await until(() => !isAlive(pid));
  return true;
}

test("close ends every function process, also one that is in the middle of something", async () => {
  const begun = path.join(mkdtempSync(path.join(tmpdir(), "local-cloud-busy-")), "begun");
  const cloud = await startPipeline(
    {},
    `import { writeFileSync } from "node:fs";
     export const handler = async (event) => {
       if (event.id === "busy") { writeFileSync(${JSON.stringify(begun)}, ""); for (;;); }
       return process.pid;
     };`,
    { maxConcurrency: 2 },
  );
  const pid = Number((await cloud.putEvent(EVENT)).invocations[0]?.response);
  expect(isAlive(pid)).toBe(true);
  const underWay = cloud.putEvent({ ...EVENT, id: "busy" });
  await until(() => existsSync(begun));
  await cloud.close();

  rmSync(path.dirname(begun), { recursive: true });
  expect(isAlive(pid)).toBe(false);
  await expect(underWay).rejects.toThrow("the local cloud is closed");
  await expect(cloud.putEvent(EVENT)).rejects.toThrow("the local cloud is closed");
});

test.each([1, 5])(
  "closing while %i events have just been put leaves nobody waiting and no process",
  async (count) => {
    const cloud = await startPipeline({}, PID_HANDLER, { maxConcurrency: 1 });
    const before = childrenOf(process.pid);
    const results = Promise.allSettled(Array.from({ length: count }, () => cloud.putEvent(EVENT)));
    await cloud.close();

    expect((await results).map(({ status }) => status)).toEqual(
      Array.from({ length: count }, () => "rejected"),
    );
    expect(childrenOf(process.pid)).toEqual(before);
  },
);

test("closing an unused cloud, or twice, is nothing special", async () => {
  const cloud = await startPipeline();
  await cloud.close();
  await expect(cloud.close()).resolves.toBeUndefined();
});

describe("another process that runs a bundled local cloud", () => {
  let folder = "";
  /** Where the process and its functions put temporary files. */
  let temporary = "";
  const begun = () => path.join(folder, "begun");
  beforeEach(() => {
    temporary = mkdtempSync(path.join(folder, "tmp-"));
    rmSync(begun(), { force: true });
  });
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "local-cloud-bundle-"));
    buildSync({
      entryPoints: [path.join(__dirname, "index.ts")],
      bundle: true,
      minify: true,
      platform: "node",
      format: "esm",
      tsconfig: path.join(__dirname, "../../../tsconfig.base.json"),
      outfile: path.join(folder, "cloud.mjs"),
    });
    writeFileSync(
      path.join(folder, "run.mjs"),
      `import { startLocalCloud } from "./cloud.mjs";
       const cloud = await startLocalCloud({ assembly: process.argv[2] });
       const trace = cloud.putEvent(${JSON.stringify(EVENT)});
       if (process.argv[3] === "wait") await trace;
       if (process.argv[4] === "exits") process.once("SIGTERM", () => process.exit(0));
       console.log("ready");
       setInterval(() => {}, 1000);`,
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function running(
    code: string,
    wait: "wait" | "go",
    own = "",
  ): Promise<{ readonly parent: number; readonly functions: readonly number[] }> {
    const assembly = writeAssembly({
      stack: { template: { Resources: pipeline() }, assets: { code: { "index.mjs": code } } },
    });
    const child = spawn(process.execPath, [path.join(folder, "run.mjs"), assembly, wait, own], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TMPDIR: temporary },
    });
    const parent = child.pid ?? 0;
    await new Promise((resolve) => child.stdout.once("data", resolve));
    if (wait === "go") await until(() => existsSync(begun()));
    return { parent, functions: childrenOf(parent) };
  }

  test.each<readonly [string, NodeJS.Signals, "wait" | "go"]>([
    ["interrupted", "SIGINT", "wait"],
    ["terminated", "SIGTERM", "wait"],
    ["killed", "SIGKILL", "wait"],
    ["interrupted while a function is busy", "SIGINT", "go"],
    ["terminated while a function is busy", "SIGTERM", "go"],
  ])("leaves no function process when it is %s", async (_name, signal, wait) => {
    const { parent, functions } = await running(wait === "go" ? busyHandler(begun()) : PID_HANDLER, wait);
    expect(functions).toHaveLength(1);
    expect(functions.every(isAlive)).toBe(true);
    process.kill(parent, signal);

    expect(await isGone(parent)).toBe(true);
    for (const pid of functions) expect(await isGone(pid)).toBe(true);
  });

  test("a signal that the program handles itself is left to it", async () => {
    const { parent, functions } = await running(busyHandler(begun()), "go", "exits");
    process.kill(parent, "SIGTERM");

    expect(await isGone(parent)).toBe(true);
    for (const pid of functions) expect(await isGone(pid)).toBe(true);
  });

  test("it leaves no file behind", async () => {
    const { parent } = await running(PID_HANDLER, "wait");
    process.kill(parent, "SIGKILL");
    await isGone(parent);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
