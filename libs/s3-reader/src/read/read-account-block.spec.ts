import { absent, denied, present } from "@security-auto/s3-exposure";
import { block } from "../../test/answers";
import { HOME, MEMBER, useScriptedAws } from "../../test/environment";
import { errorXml, failing, refused, session, stsError } from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

const NOW = Date.parse("2026-01-31T12:00:00Z");

const ALL_ON = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

const read = (accountId = HOME) => reader({ now: () => NOW, maxAttempts: 2 }).readAccountBlock(accountId);

describe("an account's own public access block", () => {
  it("is present", async () => {
    aws().play({ GetAccountPublicAccessBlock: block(true) });
    expect(await read()).toEqual({
      block: present(ALL_ON),
      refusals: [],
      requests: 1,
      observedAt: new Date(NOW),
    });
  });

  it.each([
    ["the error alone", errorXml("NoSuchPublicAccessBlockConfiguration")],
    [
      "the error wrapped",
      "<ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error></ErrorResponse>",
    ],
  ])("is absent: %s", async (_, body) => {
    aws().play({ GetAccountPublicAccessBlock: { status: 404, body } });
    expect(await read()).toMatchObject({ block: absent, refusals: [] });
  });

  it("is denied, and who lacks which permission", async () => {
    aws().play({ GetAccountPublicAccessBlock: refused("it") });
    expect(await read()).toMatchObject({
      block: denied,
      refusals: [
        {
          action: "s3:GetAccountPublicAccessBlock",
          role: `arn:aws:iam::${HOME}:role/lambda-slaw-s3`,
          facets: ["accountPublicAccessBlock"],
          because: "not authorized to perform: it",
        },
      ],
    });
  });

  it("is denied where the account's role can't be assumed", async () => {
    aws().play({ AssumeRole: stsError(403, "AccessDenied") });
    expect(await read(MEMBER)).toMatchObject({
      block: denied,
      requests: 0,
      refusals: [{ action: "sts:AssumeRole", facets: ["accountPublicAccessBlock"] }],
    });
    expect(aws().count("GetAccountPublicAccessBlock")).toBe(0);
  });

  it("is `failed`, not absent, by an error that trying again would not change", async () => {
    aws().play({ GetAccountPublicAccessBlock: failing(400, "InvalidRequest") });
    expect(await read()).toMatchObject({
      block: { state: "failed", reason: "S3 answered 400 InvalidRequest: try later" },
      refusals: [],
    });
  });

  it("is asked for in the account's read role", async () => {
    aws().play({
      AssumeRole: session("ASIAMEMBER", "2026-01-31T13:00:00Z"),
      GetAccountPublicAccessBlock: block(false),
    });
    await read(MEMBER);
    expect(aws().received[1]).toMatchObject({
      accessKeyId: "ASIAMEMBER",
      headers: { "x-amz-account-id": MEMBER },
    });
  });

  it("is tried again, then thrown", async () => {
    aws().play({ GetAccountPublicAccessBlock: failing(503, "SlowDown") });
    await expect(read()).rejects.toMatchObject({
      name: "S3ReadError",
      action: "s3:GetAccountPublicAccessBlock",
      code: "SlowDown",
    });
    expect(aws().count("GetAccountPublicAccessBlock")).toBe(2);
  });

  it("is not `absent` by an answer that says nothing", async () => {
    aws().play({ GetAccountPublicAccessBlock: { body: "" } });
    await expect(read()).rejects.toMatchObject({ name: "S3ReadError" });
  });

  it("ends at the signal", async () => {
    const over = new Error("the time is over");
    const deadline = new AbortController();
    aws().play({
      GetAccountPublicAccessBlock: () => {
        deadline.abort(over);
        return "hang";
      },
    });
    await expect(reader().readAccountBlock(HOME, { signal: deadline.signal })).rejects.toBe(over);
  });
});

describe("S3 Control's endpoint", () => {
  it.each<[string, (port: number) => NodeJS.ProcessEnv, string]>([
    [
      "an IP address for all services",
      (port) => ({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }),
      "127.0.0.1",
    ],
    ["localhost for all services", (port) => ({ AWS_ENDPOINT_URL: `http://localhost:${port}` }), "localhost"],
    [
      "one for S3 Control",
      (port) => ({
        AWS_ENDPOINT_URL: "http://127.0.0.1:1",
        AWS_ENDPOINT_URL_S3_CONTROL: `http://127.0.0.1:${port}`,
      }),
      "127.0.0.1",
    ],
  ])("%s: the bare host, the account in the header, signed for the region", async (_, env, host) => {
    Object.assign(process.env, env(aws().port));
    aws().play({ GetAccountPublicAccessBlock: block(true) });
    await read();
    expect(aws().received).toMatchObject([
      {
        url: "/v20180820/configuration/publicAccessBlock",
        headers: { host: `${host}:${aws().port}`, "x-amz-account-id": HOME },
        region: "us-west-2",
        service: "s3",
        accessKeyId: "AKIDHOME",
      },
    ]);
  });
});
