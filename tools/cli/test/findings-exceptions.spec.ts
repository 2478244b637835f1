import { type TraceParts, withFollowUps } from "@security-auto/local-cloud";
import { ACCOUNT, idOf, putPolicyOf, serveOpenBuckets } from "./open-bucket";
import type { ServedStack } from "./served-stack";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

let served: ServedStack;
beforeAll(async () => {
  served = await serveOpenBuckets(["ledger", "press", "museum", "refused"]);
  await changed("ledger");
});
afterAll(() => served.cloud.close());
afterEach(() => {
  served.cloud.setFaults([]);
});

const changed = (bucket: string) => served.cloud.putEvent(putPolicyOf(bucket));

const UNTIL = new Date(Date.now() + 40 * 24 * 3600 * 1000).toISOString().slice(0, 10);
const asking = (action: string, id: string, expires = UNTIL) => [
  ...["findings", action, id, "--owner", "noor@example.com"],
  ...["--reason", "public downloads, reviewed", "--expires", expires],
];

const mailsIn = (traces: readonly Pick<TraceParts, "notifications">[]) =>
  traces
    .flatMap(({ notifications }) => notifications)
    .filter(({ topic }) => topic === "security-findings")
    .map(({ subject }) => subject);

/** What was mailed since the calls before, by the function that was invoked. */
const mails = () => mailsIn(served.calls.splice(0));

/** What is mailed when the bucket is changed. */
const mailsOfChange = async (bucket: string) => mailsIn(withFollowUps(await changed(bucket)));

describe("accept and suppress, with the printed policy alone", () => {
  const asOperator = async (args: readonly string[], without = "nothing") => {
    const { stdout } = await served.run(["findings", "--policy"]);
    const policy: unknown = JSON.parse(stdout.replace(`"${without}"`, '"sqs:ListQueues"'));
    served.calls.splice(0);
    return served.run(args, [policy]);
  };

  test("accept: the finding is closed and says by whom; it is mailed once", async () => {
    expect(await mailsOfChange("press")).toEqual([
      `[security-auto] PUBLIC: bucket press (${ACCOUNT})`,
      `[security-auto] PLANNED: bucket press (${ACCOUNT})`,
    ]);
    const { status, stdout, stderr } = await asOperator(asking("accept", idOf("press")));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(
      `accepted until ${UNTIL}T23:59:59.999Z by noor@example.com: public downloads, reviewed; ${idOf("press")} is closed\n`,
    );
    await served.cloud.settled();
    expect(mails()).toEqual([`[security-auto] ACCEPTED: bucket press (${ACCOUNT})`]);
    expect(await asOperator(asking("accept", idOf("press")))).toMatchObject({ status: 0 });
    await served.cloud.settled();
    expect(mails()).toEqual([]);
    expect(await mailsOfChange("press")).toEqual([]);
    const { lines } = await asOperator(["findings", "--all", "--json"]);
    const found = lines.map((line) => JSON.parse(line) as { readonly id: string });
    expect(found.find(({ id }) => id === idOf("press"))).toMatchObject({
      closedAt: expect.any(String) as string,
      accepted: { owner: "noor@example.com", by: `arn:aws:iam::${ACCOUNT}:user/operator` },
    });
    const shown = await asOperator(["findings", "show", idOf("press")]);
    expect(shown.stdout).toMatch(
      /^accepted +until \S+ by noor@example\.com, up to public: public downloads/m,
    );
  });

  test("suppress: the finding stays listed, and is marked", async () => {
    await changed("museum");
    const { status, stdout } = await asOperator(asking("suppress", idOf("museum")));
    expect(status).toBe(0);
    expect(stdout).toContain("stays open, and its changes are not mailed until then");
    await served.cloud.settled();
    expect(mails()).toEqual([]);
    const { stdout: table } = await asOperator(["findings"]);
    expect(table).toContain(
      `${idOf("museum")}\n${" ".repeat(33)}suppressed until ${UNTIL} 23:59 by noor@example.com\n`,
    );
  });

  test("without lambda:InvokeFunction it is refused by its name", async () => {
    const { status, stderr } = await asOperator(asking("accept", idOf("ledger")), "lambda:InvokeFunction");
    expect(status).toBe(2);
    expect(stderr).toContain("lambda:InvokeFunction");
    expect(stderr).toContain("findings --policy prints the permissions");
  });

  test.each<[string, readonly string[], string]>([
    [
      "a date that is past",
      asking("accept", idOf("ledger"), "2020-01-01"),
      "--expires: expected a time in the future",
    ],
    ["what is no date", asking("accept", idOf("ledger"), "soon"), "--expires: expected a date such as"],
    [
      "a reason that is blank",
      [...asking("accept", idOf("ledger")), "--reason", " "],
      "--reason: expected a text that is not blank",
    ],
    [
      "a level there is not",
      [...asking("accept", idOf("ledger")), "--exposure", "open"],
      "--exposure: expected one of private, organization, external, public",
    ],
    [
      "one that is more open than it was when the operator looked",
      [...asking("accept", idOf("ledger")), "--exposure", "external"],
      `the finding ${idOf("ledger")} is more open now: external when you looked, public now; look again`,
    ],
    ["a finding there is not", asking("accept", idOf("other")), `there is no finding ${idOf("other")}`],
    ["one that is closed", asking("suppress", idOf("press")), `the finding ${idOf("press")} is closed`],
  ])("%s: one line, exit 2", async (_, args, message) => {
    const { status, stdout, stderr } = await asOperator(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a function that fails says how, exit 1, and can be asked again", async () => {
    await changed("refused");
    served.cloud.setFaults([
      { service: "dynamodb", call: "PutItem", fault: { kind: "AccessDenied" }, times: 1 },
    ]);
    const failed = await asOperator(asking("accept", idOf("refused")));
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("AccessDenied");
    expect(failed.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(await asOperator(asking("accept", idOf("refused")))).toMatchObject({ status: 0 });
  });
});
