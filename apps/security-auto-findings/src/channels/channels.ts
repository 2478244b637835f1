import type { Finding } from "@security-auto/assessment";
import { type Channel, CHANNELS } from "@security-auto/register";
import type { Connections, OpenChannel } from "./channel";
import { chat } from "./chat";
import { event } from "./event";
import { mail } from "./mail";
import { securityHub } from "./security-hub";

const OPEN: Readonly<Record<Channel, OpenChannel>> = { event, mail, chat, securityHub };

export interface Channels {
  /** The channels that the environment has on. */
  readonly on: readonly Channel[];
  /**
   * Sends one transition of a finding to a channel; to none where that was switched off after the transition was written.
   *
   * @throws what did not accept it
   */
  readonly send: (finding: Finding, channel: Channel, signal: AbortSignal) => Promise<void>;
}

/** Opens the channels on which transitions are announced. */
export function openChannels(connections: Connections): Channels {
  const opened = CHANNELS.flatMap((channel) => {
    const deliver = OPEN[channel](connections);
    return deliver === undefined ? [] : [[channel, deliver] as const];
  });
  const delivers = new Map(opened);
  return {
    on: [...delivers.keys()],
    send: async (finding, channel, signal) => delivers.get(channel)?.(finding, signal),
  };
}
