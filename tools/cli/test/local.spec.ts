import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { temporaryFolder } from "@security-auto/testing";
import { commandServed, startedCommand } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();
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
  const until = async (text: string) => {
    while (!said.includes(text)) await once(process.stdout, "data");
  };
  const stop = () =>
    new Promise<readonly [number | null, string]>((resolve) => {
      process.once("close", (code) => {
        resolve([code, said]);
      });
      process.kill("SIGINT");
    });
  return { said, variables, stop, until };
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

test("an event that a member account could not forward is redriven from there, with the account's profile", async () => {
  const scenario = join(folder.path, "scenario.json");
  const buckets = [{ name: "ledger", account: "444455556666", region: "us-west-2" }];
  const faults = [{ service: "events", account: "111122223333", times: 1, fault: "AccessDenied" }];
  writeFileSync(scenario, JSON.stringify({ organization: { id: "o-exampleorg1" }, buckets, faults }));
  const { variables, stop } = await started(["--scenario", scenario]);
  const profiles = variables["AWS_SHARED_CREDENTIALS_FILE"] ?? "";
  await expect(
    putTags("someone-elses", variables["AWS_ENDPOINT_URL"] ?? "", readFileSync(profiles, "utf8")),
  ).rejects.toThrow();
  await putTags("ledger", variables["AWS_ENDPOINT_URL"] ?? "", readFileSync(profiles, "utf8"));
  const queue = "arn:aws:sqs:us-west-2:444455556666:security-auto-forward-failures";
  const { status, stderr, lines } = await commandServed(
    ["redrive", "--apply", "--queue", queue, "--queue-profile", "444455556666"],
    variables,
  );
  expect({ status, stderr, sum: lines.at(-1) }).toEqual({
    status: 0,
    stderr: "",
    sum: "1 read = 1 redriven + 0 kept",
  });
  const [code, all] = await stop();
  expect(code).toBe(0);
  expect(all).toContain("dead letter in security-auto-forward-failures");
  expect(all).toMatch(
    /^# PutBucketTagging: the call was refused \(NoSuchBucket\), matches no rule of default$/m,
  );
  expect(all).not.toMatch(/: done$/m);
  expect(existsSync(profiles)).toBe(false);
});

/** As an administrator of the bucket's account, whose profile is the only one. */
async function putTags(Bucket: string, endpoint: string, profiles: string): Promise<void> {
  const [, accessKeyId = ""] = /aws_access_key_id = (.*)/.exec(profiles) ?? [];
  const [, secretAccessKey = ""] = /aws_secret_access_key = (.*)/.exec(profiles) ?? [];
  const credentials = { accessKeyId, secretAccessKey };
  const s3 = new S3Client({ region: "us-west-2", endpoint, forcePathStyle: true, credentials });
  const Tagging = { TagSet: [{ Key: "classification", Value: "sensitive" }] };
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
  s3.destroy();
}

test("every line is one that a shell can read; that of a change names bucket, account and verdict", async () => {
  const { stop, until } = await started([SAMPLE, "--scenario", "tools/cli/samples/scenario.json"]);
  await until(
    "# PutBucketPolicy: security-auto-S3 success (attempts: 1), verdict violates for bucket press-releases of account 444455556666 (public)",
  );
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
