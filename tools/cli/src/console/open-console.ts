import { join } from "node:path";
import type { EventPipeline, LocalCloud, Scenario } from "@security-auto/local-cloud";
import { PAGE } from "../report/write-report";
import { centralPlace } from "../stack/central-place";
import { Changes } from "./changes";
import { type ConsoleServer, serveConsole } from "./console-server";
import { Happenings } from "./happenings";
import { livePage } from "./live-page";
import { liveReporter } from "./live-report";

interface Running {
  readonly cloud: LocalCloud;
  readonly stack: EventPipeline;
  readonly scenario: Scenario | undefined;
  /** The workspace's folder. */
  readonly root: string;
}

/** The console of a stack that runs on this machine. */
export interface OpenConsole extends ConsoleServer {
  readonly happenings: Happenings;
}

/** Serves the console of a running stack; whoever calls closes it, and tells it what happens. */
export async function openConsole({ cloud, stack, scenario, root }: Running): Promise<OpenConsole> {
  const happenings = new Happenings();
  const server = await serveConsole({
    page: () => livePage(join(root, PAGE)),
    report: liveReporter(cloud, stack, root),
    happenings,
    changes: new Changes(cloud, scenario, centralPlace(stack).region),
  });
  return { ...server, happenings };
}
