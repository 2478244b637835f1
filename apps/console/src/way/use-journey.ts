import { useEffect, useState } from "preact/hooks";

/** How long the event is on its way from one station to the next, ms. */
const STEP_MS = 350;

/**
 * Where an event is on its way. It begins anew with another `key`; who asks for less motion sees it at its end.
 *
 * @param stations - how many there are
 */
export function useJourney(key: string, stations: number): number {
  const [{ of, at }, go] = useState({ of: "", at: 0 });
  useEffect(() => {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    go({ of: key, at: isCalm ? stations - 1 : 0 });
    if (isCalm) return;
    const timer = setInterval(() => {
      go((now) => {
        if (now.at >= stations - 1) clearInterval(timer);
        return { of: key, at: Math.min(now.at + 1, stations - 1) };
      });
    }, STEP_MS);
    return () => {
      clearInterval(timer);
    };
  }, [key, stations]);
  return of === key ? at : 0;
}
