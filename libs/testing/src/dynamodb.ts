import type { Server } from "node:http";
// @ts-expect-error - dynalite has no types of its own, and none are published.
import untyped from "dynalite";
import { listening } from "./listening";

/** How long a table is in a state of passage, in ms; dynalite's default is 500. */
interface DynaliteOptions {
  readonly createTableMs: number;
  readonly updateTableMs: number;
  readonly deleteTableMs: number;
}

const dynalite = untyped as (options: DynaliteOptions) => Server;

export interface LocalDynamoDb {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** DynamoDB in this process, on a free port of the loopback interface. It holds its tables in memory and checks no permission. */
export async function startDynamoDb(): Promise<LocalDynamoDb> {
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  const { port, close } = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeIdleConnections();
      await close();
    },
  };
}
