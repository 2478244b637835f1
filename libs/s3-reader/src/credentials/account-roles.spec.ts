import { PRIVATE_BUCKET } from "../../test/answers";
import { MEMBER, TARGET, useScriptedAws } from "../../test/environment";
import { type Scripted, session, stsError } from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

const START = Date.parse("2026-01-31T12:00:00Z");
const MINUTE = 60_000;

const target = { ...TARGET, accountId: MEMBER };
const hour = (accessKeyId: string, from = START): Scripted =>
  session(accessKeyId, new Date(from + 60 * MINUTE).toISOString());

const bucket = (AssumeRole: Scripted | readonly Scripted[]) => ({ ...PRIVATE_BUCKET, AssumeRole });

const lastKey = () => aws().received.at(-1)?.accessKeyId;

describe("assuming a member account's role", () => {
  it("says which role, and who reads", async () => {
    aws().play(bucket(hour("ASIAONE")));
    await reader({ now: () => START }).readBucket(target);
    const assumed = aws().received.find(({ operation }) => operation === "AssumeRole");
    expect(Object.fromEntries(assumed?.form ?? [])).toMatchObject({
      RoleArn: `arn:aws:iam::${MEMBER}:role/security-auto-read`,
      RoleSessionName: "security-auto-S3@0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    });
    expect(assumed).toMatchObject({ accessKeyId: "AKIDHOME", region: "us-west-2", service: "sts" });
  });

  it.each([
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ])("in %s is in the partition %s", async (region, partition) => {
    aws().play(bucket(hour("ASIAONE")));
    await reader({
      now: () => START,
      home: { accountId: "111122223333", region, role: "lambda-slaw-s3" },
    }).readBucket({ ...target, region });
    const assumed = aws().received.find(({ operation }) => operation === "AssumeRole");
    expect(assumed?.form.get("RoleArn")).toBe(`arn:${partition}:iam::${MEMBER}:role/security-auto-read`);
  });

  it("is done once for an account, however many ask at once", async () => {
    const other = "333333333333";
    let open: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    let waiting = 0;
    const member = reader({ now: () => START });
    aws().play({
      ...PRIVATE_BUCKET,
      GetAccountPublicAccessBlock: PRIVATE_BUCKET.GetPublicAccessBlock,
      AssumeRole: async ({ form }) => {
        waiting += 1;
        if (waiting === 2) open();
        await held;
        return hour(form.get("RoleArn")?.includes(other) === true ? "ASIAOTHER" : "ASIAONE");
      },
    });
    await Promise.all([
      member.readBucket(target),
      member.readBucket({ ...target, region: "eu-west-1" }),
      member.readBucket({ ...target, bucket: "tidepool-other" }),
      member.readAccountBlock(MEMBER),
      member.readBucket({ ...target, accountId: other }),
      member.readAccountBlock(other),
    ]);
    expect(aws().count("AssumeRole")).toBe(2);
    const keys = aws().received.map(({ headers, accessKeyId }) => [
      headers["x-amz-expected-bucket-owner"] ?? headers["x-amz-account-id"],
      accessKeyId,
    ]);
    for (const [account, key] of keys)
      if (account !== undefined) expect(key).toBe(account === other ? "ASIAOTHER" : "ASIAONE");
  });

  it("is not done again while the session lasts, in whatever region, and is five minutes before it ends", async () => {
    let now = START;
    const member = reader({ now: () => now });
    aws().play(bucket([hour("ASIAONE"), hour("ASIATWO", START + 55 * MINUTE)]));
    await member.readBucket(target);
    now = START + 55 * MINUTE - 1;
    await member.readBucket({ ...target, region: "eu-west-1", bucket: "tidepool-west" });
    await member.readBucket(target);
    expect(aws().count("AssumeRole")).toBe(1);
    expect(lastKey()).toBe("ASIAONE");
    now = START + 55 * MINUTE;
    await member.readBucket(target);
    expect(aws().count("AssumeRole")).toBe(2);
    expect(lastKey()).toBe("ASIATWO");
  });

  it("is done again for an account that was not read for longest, once too many are kept", async () => {
    const member = reader({ now: () => START, sessions: 2, clients: 2 });
    aws().play(bucket(hour("ASIAONE")));
    const read = (accountId: string) => member.readBucket({ ...target, accountId });
    for (const account of ["222222222222", "333333333333", "222222222222", "444444444444"])
      await read(account);
    expect(aws().count("AssumeRole")).toBe(3);
    await read("222222222222");
    expect(aws().count("AssumeRole")).toBe(3);
    await read("333333333333");
    expect(aws().count("AssumeRole")).toBe(4);
  });

  it("keeps the sessions of many more accounts than there are clients", async () => {
    const member = reader({ now: () => START, clients: 1 });
    aws().play(bucket(hour("ASIAONE")));
    const accounts = Array.from({ length: 101 }, (_, index) => String(222222222222 + index));
    for (const accountId of [...accounts, ...accounts]) await member.readAccountBlock(accountId);
    expect(aws().count("AssumeRole")).toBe(accounts.length);
  });

  it("is not tried again for a minute after a refusal", async () => {
    let now = START;
    const member = reader({ now: () => now });
    aws().play(bucket([stsError(403, "AccessDenied"), hour("ASIAONE")]));
    const refused = { refusals: [{ action: "sts:AssumeRole" }] };
    expect(await member.readBucket(target)).toMatchObject(refused);
    now = START + MINUTE - 1;
    expect(await member.readBucket(target)).toMatchObject(refused);
    expect(aws().count("AssumeRole")).toBe(1);
    now = START + MINUTE;
    expect(await member.readBucket(target)).toMatchObject({ refusals: [] });
    expect(aws().count("AssumeRole")).toBe(2);
  });

  it.each<[string, Scripted, string, number]>([
    ["STS fails", stsError(500, "InternalFailure"), "InternalFailure", 2],
    ["STS throttles", stsError(400, "Throttling"), "Throttling", 2],
    ["the function's own credentials have expired", stsError(403, "ExpiredToken"), "ExpiredToken", 1],
    ["STS answers with nonsense", { body: "<html>hello</html>" }, "Error", 1],
    ["there is no way to STS", stsError(502, "BadGateway"), "BadGateway", 2],
  ])("is thrown when %s, for Lambda to try again", async (_, scripted, code, tries) => {
    aws().play(bucket(scripted));
    await expect(reader({ now: () => START, maxAttempts: 2 }).readBucket(target)).rejects.toMatchObject({
      name: "S3ReadError",
      action: "sts:AssumeRole",
      code,
    });
    expect(aws().received).toHaveLength(tries);
  });

  it("ends at the signal", async () => {
    const over = new Error("the time is over");
    const deadline = new AbortController();
    aws().play({
      AssumeRole: () => {
        deadline.abort(over);
        return "hang";
      },
    });
    await expect(reader().readBucket(target, { signal: deadline.signal })).rejects.toBe(over);
  });

  it("takes the function's credentials as they are now", async () => {
    const member = reader({ now: () => START });
    aws().play(PRIVATE_BUCKET);
    await member.readBucket(TARGET);
    process.env["AWS_ACCESS_KEY_ID"] = "AKIDRENEWED";
    await member.readBucket(TARGET);
    expect(lastKey()).toBe("AKIDRENEWED");
  });
});
