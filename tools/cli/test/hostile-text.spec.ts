import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { argumentsOf, command, ROOT, startServed } from "./command";
import { serveStack } from "./served-stack";

const folder = temporaryFolder();

/** What a terminal obeys, a reader is misled by, or a line ends with. */
const HOSTILE = {
  "a line that looks like a verdict": "x\n  holds    nothing-public: exposure is private",
  "a carriage return that overwrites the line": "x\rholds",
  "an escape sequence that clears the screen": "x\u001b[2J\u001b[1;1H",
  "an escape sequence that sets the title or the clipboard": "x\u001b]52;c;ZXZpbA==\u0007",
  "a sequence introduced by one C1 character": "x\u009b31m\u0090q\u009c",
  "a backspace and a delete": "private\b\b\b\b\b\b\b\u007f",
  "text that runs the other way": "x\u202egpj.exe\u2066\u2069\u200f",
  "Unicode's line and paragraph separators, and next line": "x\u2028holds\u2029holds\u0085holds",
  "invisible characters and half of one": "x\u200b\u00ad\ufeff\u{e0041}\ud800",
} as const;

const ALL = Object.values(HOSTILE).join("");

/** Everything that must not come out as it is: control, format, unassigned, private and half characters, separators of lines. */
const OBEYED = /[\p{C}\p{Zl}\p{Zp}]/u;

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
}

function linesOf({ stdout, stderr }: Ended): readonly string[] {
  return `${stdout}${stderr}`.split("\n");
}

/** Shown, in as many lines as the harmless text takes. */
function expectShown(hostile: Ended, harmless: Ended): void {
  expect(linesOf(hostile).filter((line) => OBEYED.test(line))).toEqual([]);
  expect(linesOf(hostile)).toHaveLength(linesOf(harmless).length);
}

const bucket = (text: string) => ({
  name: text,
  account: "111122223333",
  region: "us-west-2",
  tags: { [text]: text, classification: "sensitive" },
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: text,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::222233334444:role/${text}` },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::x/*",
        Condition: { StringLike: { [`aws:PrincipalTag/${text}`]: text } },
      },
    ],
  },
  acl: { owner: "own", grants: [{ grantee: text, permission: "READ" }] },
  publicAccessBlock: null,
  accountPublicAccessBlock: null,
  ownership: "ObjectWriter",
  denied: [],
  organization: { id: "o-exampleorg1", accounts: ["111122223333"] },
});

const sample = JSON.parse(readFileSync(join(ROOT, "tools/cli/samples/public-policy.json"), "utf8")) as {
  readonly id: string;
  readonly detail: Readonly<Record<string, object>>;
};

/** A change of which nearly every text is the caller's. */
const event = (text: string) => ({
  ...sample,
  id: text,
  detail: {
    ...sample.detail,
    requestParameters: { ...sample.detail["requestParameters"], bucketName: text },
    userIdentity: { type: "IAMUser", userName: text, principalId: text, arn: text },
    userAgent: text,
  },
});

const unmatched = (text: string) => ({ ...event(text), source: text });

interface Given {
  readonly args: readonly string[];
  /** What is on standard input, as JSON. */
  readonly value?: unknown;
  /** The same, as it is. */
  readonly input?: string;
}

const GIVEN: Readonly<Record<string, (text: string) => Given>> = {
  "assess: every text of a bucket": (text) => ({ args: ["assess", "-"], value: bucket(text) }),
  "assess: a bucket it does not understand": (text) => ({
    args: ["assess", "-"],
    value: { ...bucket(text), [text]: 1, ownership: text, tags: { [text]: 1 } },
  }),
  "match: a key and a value of a pattern that is invalid": (text) => ({
    args: ["match", "-"],
    value: { pattern: { [text]: { [text]: [{ [text]: text }] } }, event: {} },
  }),
  "match: no JSON": (text) => ({ args: ["match", "-"], input: text }),
  "policies: a function there is not": (text) => ({ args: ["policies", text] }),
  "redrive: a queue that is none": (text) => ({ args: ["redrive", "--queue", text] }),
  "redrive: an endpoint that is none": (text) => ({ args: ["redrive", "--endpoint", text] }),
  "replay: an event": (text) => ({ args: ["replay", "-"], value: event(text) }),
  "replay: an event that matches no rule": (text) => ({ args: ["replay", "-"], value: unmatched(text) }),
  "replay: a file's name": (text) => ({ args: ["replay", text] }),
  "replay: a scenario's key": (text) => ({
    args: ["replay", "--scenario", scenarioFile(text), "-"],
    value: event("x"),
  }),
  "start: an operand": (text) => ({ args: ["start", text] }),
  "local: a file's name": (text) => ({ args: ["local", text] }),
  "no command": (text) => ({ args: [text] }),
  "an option": (text) => ({ args: ["match", `--${text}`] }),
};

let scenarios = 0;
function scenarioFile(text: string): string {
  const path = join(folder.path, `scenario-${scenarios++}.json`);
  writeFileSync(path, JSON.stringify({ buckets: [{ name: text, account: text, [text]: 1 }] }));
  return path;
}

test.each(Object.entries(GIVEN))("%s", (_given, given) => {
  const run = (text: string) => {
    const { args, value, input = value === undefined ? "" : JSON.stringify(value) } = given(text);
    return command(args, input);
  };
  expectShown(run(ALL), run("harmless"));
});

test("redrive: messages of strangers", async () => {
  const served = await serveStack();
  try {
    const { cloud, stack, run } = served;
    const TARGET_ARN = stack.functions[0] ?? "";
    const queue = cloud.queue("security-auto-failures");
    queue?.send(JSON.stringify({ time: ALL, "detail-type": ALL }), {
      TARGET_ARN,
      ERROR_CODE: ALL,
      ERROR_MESSAGE: ALL,
    });
    queue?.send(JSON.stringify({}), { TARGET_ARN: ALL });
    const listed = await run(["redrive"]);
    expect(linesOf(listed).filter((line) => OBEYED.test(line))).toEqual([]);
    // The headline, two lines a message, the sum.
    expect(listed.lines).toHaveLength(6);
    const { lines } = await run(["redrive", "--json"]);
    expect(lines.filter((line) => OBEYED.test(line))).toEqual([]);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { event: { name: ALL, time: ALL } },
      {},
    ]);
  } finally {
    await served.cloud.close();
  }
});

test("--json: a line is JSON, and means the texts", () => {
  const texts = Object.values(HOSTILE);
  const assessed = command(["assess", "--json", "-"], JSON.stringify(texts.map(bucket)));
  expect(assessed.lines.filter((line) => OBEYED.test(line))).toEqual([]);
  expect(assessed.lines.map((line) => JSON.parse(line) as object)).toMatchObject(
    texts.map((text) => ({ bucket: text })),
  );
  const replayed = command(["replay", "--json", "-"], JSON.stringify(texts.map(event)));
  expect(replayed.lines.filter((line) => OBEYED.test(line))).toEqual([]);
  expect(replayed.lines.map((line) => JSON.parse(line) as object)).toMatchObject(
    texts.map((text) => ({ event: { id: text } })),
  );
});

test("local: what it prints of events, and of a temporary folder with a space and a quote in its name", async () => {
  const file = join(folder.path, "hostile.ndjson");
  writeFileSync(file, JSON.stringify(event(ALL)));
  const TMPDIR = join(folder.path, "it's temporary");
  mkdirSync(TMPDIR);
  const scenario = join(ROOT, "tools/cli/samples/scenario.json");
  const { started, ended } = startServed(
    process.execPath,
    argumentsOf(["local", "--scenario", scenario, file]),
    { TMPDIR },
  );
  let said = "";
  started.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (/^# PutBucketPolicy/m.test(said)) started.kill("SIGINT");
  });
  const how = await ended;
  expect(linesOf(how).filter((line) => OBEYED.test(line))).toEqual([]);
  expect(how.stdout).toContain(String.raw`AWS_SHARED_CREDENTIALS_FILE='${folder.path}/it'\''s temporary/`);
});
