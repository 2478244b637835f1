import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import { EVENT, startPipeline, stopClouds } from "../test/cloud";
import { writeAssembly } from "../test/assembly-folder";
import { pipeline } from "../test/pipeline";

afterEach(stopClouds);

const PID_HANDLER = "export const handler = async () => process.pid;";
const BUSY_HANDLER = "export const handler = async () => { console.log(process.pid); for (;;); };";

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

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await sleep(50);
  return !isAlive(pid);
}

test("close ends every function process, also one that is in the middle of something", async () => {
  const cloud = await startPipeline(
    {},
    "export const handler = async (event) => { if (event.id === 'busy') for (;;); return process.pid };",
    { maxConcurrency: 2 },
  );
  const pid = Number((await cloud.putEvent(EVENT)).invocations[0]?.response);
  expect(isAlive(pid)).toBe(true);
  const underWay = cloud.putEvent({ ...EVENT, id: "busy" });
  await sleep(300);
  await cloud.close();

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
    });
    const parent = child.pid ?? 0;
    await new Promise((resolve) => child.stdout.once("data", resolve));
    if (wait === "go") await sleep(700);
    return { parent, functions: childrenOf(parent) };
  }

  test.each<readonly [string, NodeJS.Signals, string, "wait" | "go"]>([
    ["interrupted", "SIGINT", PID_HANDLER, "wait"],
    ["terminated", "SIGTERM", PID_HANDLER, "wait"],
    ["killed", "SIGKILL", PID_HANDLER, "wait"],
    ["interrupted while a function is busy", "SIGINT", BUSY_HANDLER, "go"],
    ["terminated while a function is busy", "SIGTERM", BUSY_HANDLER, "go"],
  ])(
    "leaves no function process when it is %s",
    async (_name, signal, code, wait) => {
      const { parent, functions } = await running(code, wait);
      expect(functions).toHaveLength(1);
      expect(functions.every(isAlive)).toBe(true);
      process.kill(parent, signal);

      expect(await isGone(parent)).toBe(true);
      for (const pid of functions) expect(await isGone(pid)).toBe(true);
    },
    20_000,
  );

  test("a signal that the program handles itself is left to it", async () => {
    const { parent, functions } = await running(BUSY_HANDLER, "go", "exits");
    process.kill(parent, "SIGTERM");

    expect(await isGone(parent)).toBe(true);
    for (const pid of functions) expect(await isGone(pid)).toBe(true);
  }, 20_000);

  test("it leaves no file behind", async () => {
    const before = new Set(readdirSync(tmpdir()));
    const { parent } = await running(PID_HANDLER, "wait");
    process.kill(parent, "SIGKILL");
    await isGone(parent);
    const added = readdirSync(tmpdir()).filter(
      (name) => !before.has(name) && !name.startsWith("local-cloud-spec-"),
    );
    expect(added.filter((name) => /local|lambda|node/i.test(name))).toEqual([]);
  }, 20_000);
});
