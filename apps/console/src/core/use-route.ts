import { useEffect, useState } from "preact/hooks";
import { addressOf, type Route, routeOf } from "./route";

/** Where somebody is; it changes with the address. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => {
      setHash(location.hash);
    };
    addEventListener("hashchange", changed);
    return () => {
      removeEventListener("hashchange", changed);
    };
  }, []);
  return routeOf(hash);
}

/** Changes how a view is looked at, without a step in the browser's history for each letter that is typed. */
export function look({ view, of, query }: Route, more: Readonly<Record<string, string | undefined>>): void {
  history.replaceState(null, "", addressOf(view, of, { ...query, ...more }));
  dispatchEvent(new HashChangeEvent("hashchange"));
}
