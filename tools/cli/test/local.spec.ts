import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PutBucketPolicyCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { TOKEN_HEADER } from "@security-auto/report";
import { temporaryFolder } from "@security-auto/testing";
import { commandServed, startedCommand } from "./command";
import { openPolicy } from "./open-bucket";

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
  expect(said).toMatch(
    /^# A page that shows what happens, .*: http:\/\/127\.0\.0\.1:\d+\/#\/way\?token=[\w-]{43}$/m,
  );
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

interface Ready {
  readonly page: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly accounts: Readonly<
    Record<
      string,
      { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string }
    >
  >;
}

interface EventLine {
  readonly event: { readonly name: string };
  readonly matched: readonly string[];
  readonly followUps: readonly EventLine[];
  readonly notifications: readonly { readonly topic: string; readonly subject: string }[];
}

test("--json: a line when it is ready, by whose credentials the SDK changes a bucket, and one line an event; the finding is listed, and accepted", async () => {
  const child = startedCommand(["local", "--json", "--scenario", "tools/cli/samples/scenario.json"]);
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>() => JSON.parse(String((await lines.next()).value)) as T;
  const { endpoints, accounts, page } = await next<Ready>();
  const [address = "", token = ""] = page.split("/#/way?token=");
  const asked = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const { status } = await fetch(`${address}${path}`, { headers });
    return status;
  };
  expect(await asked("/api/report", { [TOKEN_HEADER]: token })).toBe(200);
  expect(await asked("/api/report")).toBe(403);
  expect(await asked("/api/report", { [TOKEN_HEADER]: token, Origin: "http://127.0.0.1:1" })).toBe(403);
  expect(await asked("/api/credentials", { [TOKEN_HEADER]: token })).toBe(404);
  expect(Object.keys(accounts).sort()).toEqual(["111122223333", "444455556666", "777788889999"]);
  const owner = accounts["444455556666"];
  if (owner === undefined) throw new Error("the account is in the scenario");
  await openToEveryone("ledger-archive", endpoints["s3"] ?? "", owner);
  const line = await next<EventLine>();
  expect(line).toMatchObject({ event: { name: "PutBucketPolicy" }, matched: ["S3-security-remediations"] });
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = accounts["111122223333"] ?? {};
  const operator = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  const at = ["--endpoint", endpoints["all"] ?? ""];
  const listed = await commandServed(["findings", "--json", ...at], operator);
  const ids = listed.lines.map((each) => (JSON.parse(each) as { readonly id: string }).id);
  expect(ids.sort()).toEqual([
    "444455556666:ledger-archive:nothing-public",
    "444455556666:ledger-archive:sensitive-stays-inside",
  ]);
  const accepting = ["--owner", "ada", "--reason", "a fair", "--expires", tomorrow()];
  for (const id of ids) {
    const accepted = await commandServed(["findings", "accept", id, ...accepting, ...at], operator);
    expect(accepted).toMatchObject({ status: 0, stderr: "" });
    const { event, notifications } = await next<EventLine>();
    expect(event).toMatchObject({ name: "lambda:InvokeFunction" });
    expect(notifications.map(({ topic }) => topic).sort()).toEqual([
      "security-findings",
      "security-findings-chat",
    ]);
    expect(notifications.map(({ subject }) => subject)).toContain(
      "[security-auto] ACCEPTED: bucket ledger-archive (444455556666)",
    );
  }
  const open = await commandServed(["findings", "--json", ...at], operator);
  expect(open).toMatchObject({ status: 0, stdout: "", stderr: "" });
  child.kill("SIGINT");
  expect((await ended)[0]).toBe(0);
});

const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000).toISOString();

async function openToEveryone(
  Bucket: string,
  endpoint: string,
  credentials: Ready["accounts"][string],
): Promise<void> {
  const s3 = new S3Client({ region: "us-west-2", endpoint, forcePathStyle: true, credentials });
  const Policy = JSON.stringify(openPolicy(Bucket));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  s3.destroy();
}

test.each([
  ["a file there is not", ["--failed", "nowhere.json"], "nowhere.json: there is no such file"],
  ["an option it does not take", ["--all"], "Unknown option '--all'"],
])("%s: exit 2, and nothing stays", async (_what, args, message) => {
  const { status, stdout, stderr } = await commandServed(["local", ...args], {});
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});
