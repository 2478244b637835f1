import { withLocalStack } from "../stack/local-stack";
import { burstEvents, burstScenario } from "./burst-events";
import { BurstLedger } from "./burst-ledger";

export interface Burst {
  readonly events: number;
  /** Processes of the function at once. */
  readonly concurrency: number;
}

/** Puts all events on the bus at once, and gives the account of what became of them. */
export async function burst(root: string, { events: count, concurrency }: Burst): Promise<BurstLedger> {
  const ledger = new BurstLedger();
  const options = {
    scenario: burstScenario(),
    keepHistory: false,
    explain: false,
    maxConcurrency: concurrency,
  };
  await withLocalStack(root, options, async (cloud) => {
    const events = burstEvents(count);
    await Promise.all(
      events.map(async (sent) => {
        ledger.add(sent, await cloud.putEvent(sent.event));
      }),
    );
  });
  return ledger;
}
