import type { Finding } from "@security-auto/assessment";
import { type Channel, openRegister, type Register, TABLE } from "@security-auto/register";
import { useTable } from "@security-auto/testing";
import { assessed, MAILED, type Verdict } from "../test/assessments";
import { announce, announceAll, type Announcing } from "./announce";
import { record } from "./record";

const TABLE_NAME = "security-auto";
const CHANNELS: readonly Channel[] = ["event", "mail"];
const ID = "444455556666:ledger-archive:nothing-public";
const NOW = Date.UTC(2026, 2, 4, 10);
const table = useTable(TABLE_NAME, TABLE);
const register = () => openRegister(table.client, { tableName: TABLE_NAME });

let sent: string[];
beforeEach(() => {
  sent = [];
});

const send = ({ transition }: Finding, channel: Channel): Promise<void> => {
  sent.push(`${transition} by ${channel}`);
  return Promise.resolve();
};

const recorded = (verdict: Verdict, minute: number) =>
  record(assessed(verdict, minute), register(), { ...MAILED, channels: CHANNELS });

const announced = (more: Partial<Announcing> = {}) =>
  announce(ID, {
    register: register(),
    send,
    requestId: "request-1",
    isRetried: true,
    deadline: NOW + 30_000,
    now: () => NOW,
    ...more,
  });

const refusing =
  (refused: Channel, transition = "opened") =>
  (finding: Finding, channel: Channel) =>
    channel === refused && finding.transition === transition
      ? Promise.reject(new Error(`${channel} refused`))
      : send(finding, channel);

test("each transition is announced once on each channel, in order", async () => {
  await recorded("violates", 0);
  await recorded("holds", 1);
  await announced();
  await announced();
  expect(sent).toEqual(["opened by event", "opened by mail", "closed by event", "closed by mail"]);
  expect(await register().finding(ID)).toMatchObject({ unannounced: [], transitions: 2 });
  expect(await register().finding(ID)).not.toHaveProperty("announcing");
});

test("what a channel refuses is thrown, and the next attempt sends it and only it", async () => {
  await recorded("violates", 0);
  await expect(announced({ send: refusing("mail") })).rejects.toThrow("mail refused");
  expect(sent).toEqual(["opened by event"]);
  await announced({ requestId: "request-2" });
  expect(sent).toEqual(["opened by event", "opened by mail"]);
});

test("a transition that was refused is sent before those that came after it", async () => {
  await recorded("violates", 0);
  await expect(announced({ send: refusing("mail") })).rejects.toThrow();
  await recorded("holds", 1);
  await announced();
  expect(sent).toEqual(["opened by event", "opened by mail", "closed by event", "closed by mail"]);
});

test("a channel that refuses every time holds back no other, and gets all that it missed, in order, when it accepts again", async () => {
  await recorded("violates", 0);
  await recorded("holds", 1);
  const refusesMail = (finding: Finding, channel: Channel) =>
    channel === "mail" ? Promise.reject(new Error("mail refused")) : send(finding, channel);
  await expect(announced({ send: refusesMail })).rejects.toThrow("mail refused");
  expect(sent).toEqual(["opened by event", "closed by event"]);
  expect(await register().finding(ID)).not.toHaveProperty("announcing");
  await announced({ requestId: "request-2" });
  expect(sent).toEqual(["opened by event", "closed by event", "opened by mail", "closed by mail"]);
});

describe("of several findings", () => {
  const OTHER = "444455556666:ledger-archive:inside-only";

  const bothAnnounced = (sending: Announcing["send"]) =>
    announceAll([ID, OTHER], {
      register: register(),
      send: sending,
      requestId: "1",
      isRetried: true,
      deadline: NOW + 30_000,
      now: () => NOW,
    });

  beforeEach(async () => {
    const invariants = ["nothing-public", "inside-only"].map((name) => ({
      name,
      verdict: "violates" as const,
      because: "it is public",
      evidence: [],
    }));
    await record(assessed("violates", 0, { invariants }), register(), MAILED);
  });

  test("one that cannot be announced holds back no other", async () => {
    const mails: string[] = [];
    const refusesOne = ({ id }: Finding) =>
      id === ID ? Promise.reject(new Error("mail refused")) : Promise.resolve(void mails.push(id));
    await expect(bothAnnounced(refusesOne)).rejects.toThrow("mail refused");
    expect(mails).toEqual([OTHER]);
  });

  test("one whose channel does not answer keeps no other waiting", async () => {
    const mails: string[] = [];
    let answer: () => void = () => undefined;
    const silence = new Promise<void>((resolve) => (answer = resolve));
    await bothAnnounced(async ({ id }) => {
      if (id === ID) await silence;
      mails.push(id);
      answer();
    });
    expect(mails).toEqual([OTHER, ID]);
  });
});

describe("while a request is announcing", () => {
  /** A request that ended without a word before it sent anything. */
  const died = (more: Partial<Announcing>) =>
    announced({ send: () => new Promise<void>(() => undefined), ...more });

  async function begun(more: Partial<Announcing> = {}): Promise<void> {
    await recorded("violates", 0);
    void died(more);
    while ((await register().finding(ID))?.announcing === undefined) await new Promise(setImmediate);
  }

  test.each<[string, Partial<Announcing>, readonly string[]]>([
    ["another leaves it to that", { requestId: "request-2" }, []],
    [
      "another takes over once its time is up",
      { requestId: "request-2", now: () => NOW + 30_001 },
      ["opened by event", "opened by mail"],
    ],
    ["the same one, tried again, goes on", {}, ["opened by event", "opened by mail"]],
  ])("%s", async (_, more, messages) => {
    await begun();
    await announced(more);
    expect(sent).toEqual(messages);
  });

  test("which nobody tries again, another fails, and tried again sends what it had left to that", async () => {
    await begun({ isRetried: false });
    await recorded("holds", 1);
    await expect(announced({ requestId: "request-2" })).rejects.toThrow(
      "is being announced by request request-1",
    );
    expect(sent).toEqual([]);
    await announced({ requestId: "request-2", now: () => NOW + 30_001 });
    expect(sent).toEqual(["opened by event", "opened by mail", "closed by event", "closed by mail"]);
    expect(await register().finding(ID)).toMatchObject({ unannounced: [] });
  });

  test("it announces what others add meanwhile, and they do not", async () => {
    await recorded("violates", 0);
    let isFirst = true;
    await announced({
      send: async (finding, channel) => {
        if (isFirst) {
          isFirst = false;
          await recorded("holds", 1);
          await announced({ requestId: "request-2" });
        }
        await send(finding, channel);
      },
    });
    expect([...sent].sort()).toEqual([
      "closed by event",
      "closed by mail",
      "opened by event",
      "opened by mail",
    ]);
    expect(await register().finding(ID)).toMatchObject({ unannounced: [] });
  });
});

test("a finding that is not there has nothing to announce", async () => {
  const none: Pick<Register, "finding" | "putFinding"> = register();
  await announce("444455556666:other:nothing-public", {
    register: none,
    send,
    requestId: "request-1",
    isRetried: true,
    deadline: NOW,
    now: () => NOW,
  });
  expect(sent).toEqual([]);
});
