import { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "@security-auto/testing";

export interface ScriptedBus {
  received: ReceivedRequest[];
  /** In turn; the last one stays. */
  answers: readonly FakeAnswer[];
  readonly url: string;
}

export const TAKEN = { status: 200, body: '{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}' };

/** Answers on loopback while the tests of a file run. */
export function useScriptedBus(): ScriptedBus {
  let server: FakeAws | undefined;
  const bus: ScriptedBus = {
    received: [],
    answers: [TAKEN],
    get url() {
      return server?.url ?? "";
    },
  };
  const before = { ...process.env };
  beforeAll(async () => {
    server = await startFakeAws((request) => {
      bus.received.push(request);
      return bus.answers[Math.min(bus.received.length, bus.answers.length) - 1] ?? TAKEN;
    });
  });
  beforeEach(() => {
    bus.received = [];
    bus.answers = [TAKEN];
    process.env["AWS_ENDPOINT_URL"] = bus.url;
  });
  afterEach(() => {
    process.env = { ...before };
  });
  afterAll(() => server?.close());
  return bus;
}
