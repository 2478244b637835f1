import { commandServed, startedCommand } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const SAMPLE = "tools/cli/samples/public-policy.json";

/** Starts `local`, and gives the variables it exports once it is up. */
async function started(args: readonly string[]) {
  const process = startedCommand(["local", ...args]);
  let said = "";
  await new Promise<void>((resolve) => {
    process.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("# Then,")) resolve();
    });
  });
  const variables = Object.fromEntries(
    [...said.matchAll(/(AWS_\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const stop = () =>
    new Promise<readonly [number | null, string]>((resolve) => {
      process.once("close", (code) => {
        resolve([code, said]);
      });
      process.kill("SIGINT");
    });
  return { said, variables, stop };
}

test("stays up with a failed event, which another terminal redrives, and ends on Ctrl-C with 0", async () => {
  const { said, variables, stop } = await started(["--failed", SAMPLE]);
  expect(said).toContain("(1 in security-auto-failures)");
  const listed = await commandServed(["redrive"], variables);
  expect(listed.lines.at(-1)).toBe("1 read = 0 redriven + 1 kept");
  const { status, lines } = await commandServed(["redrive", "--apply"], variables);
  expect({ status, sum: lines.at(-1) }).toEqual({ status: 0, sum: "1 read = 1 redriven + 0 kept" });
  const [code, all] = await stop();
  expect(code).toBe(0);
  expect(all).toContain(
    "# lambda:InvokeFunction by arn:aws:iam::111122223333:user/operator: security-auto-S3 success",
  );
});

test("every line is one that a shell can read", async () => {
  const { stop } = await started([SAMPLE]);
  const [, said] = await stop();
  expect(said.split("\n").filter((line) => !/^(?:#|export AWS_|unset AWS_|$)/.test(line))).toEqual([]);
});

test.each([
  ["a file there is not", ["--failed", "nowhere.json"], "nowhere.json: there is no such file"],
  ["--json", ["--json"], "Unknown option '--json'"],
])("%s: exit 2, and nothing stays", async (_what, args, message) => {
  const { status, stdout, stderr } = await commandServed(["local", ...args], {});
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});
