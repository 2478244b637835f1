import {
  type Change,
  type Happened,
  LIVE_ID,
  type LiveHappened,
  type LiveReport,
  TOKEN_HEADER,
} from "@security-auto/report";
import { addressOf, routeOf } from "../core/route";
import { shown } from "./shown";
import type { Source } from "./source";

/** As many as the local cloud keeps. */
const KEPT = 100;

/** How long until it is asked again after it did not answer, ms. */
const PAUSE_MS = 2000;

/** The answer says that it is asked in vain. */
class RefusedError extends Error {}

/**
 * The token of the page's address; it is taken out of it, and kept for when the page is loaded again. `undefined`: nobody serves this
 * page, or its address has none.
 */
export function liveToken(document: Document): string | undefined {
  if (document.getElementById(LIVE_ID) === null) return undefined;
  const { view, of, query } = routeOf(location.hash);
  const { token: given, ...others } = query;
  if (given !== undefined) {
    sessionStorage.setItem(LIVE_ID, given);
    history.replaceState(null, "", addressOf(view, of, others));
  }
  return sessionStorage.getItem(LIVE_ID) ?? "";
}

/** Shows what the local cloud answers, anew whenever something happens there; ends where it refuses the token. */
export async function followLive(token: string, show: (source: Source) => void): Promise<void> {
  let known: LiveReport = NOTHING;
  let happened: readonly Happened[] = [];
  let trouble: string | undefined;
  const draw = () => {
    const { report, details, buckets, broken } = known;
    const live = { happened, buckets, broken, trouble, change };
    show({ report, detail: (row) => Promise.resolve(details[row]), live });
  };
  const refresh = async () => {
    known = (await asked("report", token)) as LiveReport;
    trouble = undefined;
    draw();
  };
  const change = async (wanted: Change): Promise<string | undefined> => {
    try {
      await asked("changes", token, wanted);
      await refresh();
      return undefined;
    } catch (error) {
      return inWords(error);
    }
  };
  draw();
  for (;;) {
    try {
      await refresh();
      const last = happened.at(-1)?.number ?? 0;
      const more = (await asked(`happened?after=${last}`, token)) as LiveHappened;
      happened = [...happened, ...more.happened].slice(-KEPT);
    } catch (error) {
      trouble = inWords(error);
      draw();
      if (error instanceof RefusedError) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

const NOTHING: LiveReport = {
  report: {
    version: "1",
    madeAt: new Date().toISOString(),
    origin: "the stack that runs on this machine",
    ...{ buckets: [], findings: [], actions: [], coverage: [] },
  },
  details: [],
  buckets: [],
};

async function asked(path: string, token: string, body?: Change): Promise<unknown> {
  const response = await fetch(`/api/${path}`, {
    headers: { [TOKEN_HEADER]: token, ...(body !== undefined && { "Content-Type": "application/json" }) },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  const answer = shown(await response.text());
  if (response.ok) return answer;
  const { error = "" } = answer as { readonly error?: string };
  throw response.status === 403 ? new RefusedError(error) : new Error(error);
}

function inWords(error: unknown): string {
  if (error instanceof RefusedError)
    return `The local cloud refuses this page: ${error.message}. Open the address that npm run local prints.`;
  if (error instanceof TypeError) return "The local cloud does not answer: does npm run local still run?";
  return error instanceof Error ? error.message : String(error);
}
