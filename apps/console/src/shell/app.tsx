import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Route } from "../core/route";
import { useRoute } from "../core/use-route";
import type { Source } from "../data/source";
import { Link } from "../parts/link";
import { Actions } from "../views/actions";
import { Action } from "../views/action";
import { Bucket } from "../views/bucket";
import { Buckets } from "../views/buckets";
import { Coverage } from "../views/coverage";
import { Finding } from "../views/finding";
import { Findings } from "../views/findings";
import { Overview } from "../views/overview";
import { Pattern } from "../views/pattern";
import { Playground } from "../views/playground";
import { Way } from "../views/way";
import { ThemeSwitch } from "./theme-switch";

interface View {
  readonly title: string;
  /** In the navigation; absent: others lead there. */
  readonly isListed?: true;
  readonly show: (route: Route, source: Source) => ComponentChildren;
}

/** What is shown of a register, by the first part of its address. */
const OF_REGISTER: Readonly<Record<string, View>> = {
  "": { title: "Overview", isListed: true, show: (_route, source) => <Overview source={source} /> },
  buckets: {
    title: "Buckets",
    isListed: true,
    show: (route, source) => <Buckets route={route} source={source} />,
  },
  bucket: { title: "Bucket", show: (route, source) => <Bucket of={route.of} source={source} /> },
  findings: {
    title: "Findings",
    isListed: true,
    show: (route, source) => <Findings route={route} source={source} />,
  },
  finding: { title: "Finding", show: ({ of: [id = ""] }, source) => <Finding id={id} source={source} /> },
  actions: {
    title: "Actions",
    isListed: true,
    show: (route, source) => <Actions route={route} source={source} />,
  },
  action: { title: "Action", show: ({ of: [id = ""] }, source) => <Action id={id} source={source} /> },
  coverage: {
    title: "Coverage",
    isListed: true,
    show: (route, source) => <Coverage route={route} source={source} />,
  },
};

/** What is shown of a stack that runs on this machine. */
const OF_LIVE: Readonly<Record<string, View>> = {
  way: {
    title: "Way of an event",
    isListed: true,
    show: (route, { live }) => live !== undefined && <Way route={route} live={live} />,
  },
};

/** What needs no register. */
const OF_ITSELF: Readonly<
  Record<string, Omit<View, "show"> & { readonly show: (route: Route) => ComponentChildren }>
> = {
  playground: { title: "Playground", isListed: true, show: (route) => <Playground route={route} /> },
  pattern: { title: "Event pattern", isListed: true, show: (route) => <Pattern route={route} /> },
};

/** The page: navigation, and the view that its address names. Without a register it is a playground. */
export function App({ source }: { readonly source: Source | undefined }) {
  const route = useRoute();
  const { title, content } = viewAt(route, source);
  const main = useRef<HTMLElement>(null);
  const place = [route.view, ...route.of].join("/");
  const first = useRef(place);
  useEffect(() => {
    document.title = `${title} - security-auto`;
    // Who follows a link is where it leads, with the keyboard and the screen reader too.
    if (first.current !== place) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = place;
  }, [place, title]);
  const listed = { ...viewsOf(source), ...OF_ITSELF };
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the content
      </a>
      <header>
        <p class="brand">security-auto</p>
        <nav aria-label="Views">
          <ul>
            {Object.entries(listed).map(([view, { title, isListed }]) =>
              isListed ? (
                <li key={view}>
                  <Link to={view} current={route.view === view}>
                    {title}
                  </Link>
                </li>
              ) : null,
            )}
          </ul>
        </nav>
        <ThemeSwitch />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <h1>{title}</h1>
        {source?.live?.trouble !== undefined && (
          <p role="alert" class="problem">
            {source.live.trouble}
          </p>
        )}
        {content}
      </main>
      <footer>
        {source === undefined
          ? "Nothing leaves this machine: the page has no address to send anything to."
          : `As of ${source.report.madeAt}: ${source.report.origin}.`}
      </footer>
    </>
  );
}

function viewsOf(source: Source | undefined): Readonly<Record<string, View>> {
  if (source === undefined) return {};
  return source.live === undefined ? OF_REGISTER : { ...OF_REGISTER, ...OF_LIVE };
}

function viewAt(
  route: Route,
  source: Source | undefined,
): { readonly title: string; readonly content: ComponentChildren } {
  const view = source === undefined && route.view === "" ? "playground" : route.view;
  const itself = Object.hasOwn(OF_ITSELF, view) ? OF_ITSELF[view] : undefined;
  if (itself !== undefined) return { title: itself.title, content: itself.show(route) };
  const views = viewsOf(source);
  const known = Object.hasOwn(views, view) ? views[view] : undefined;
  if (known !== undefined && source !== undefined)
    return { title: known.title, content: known.show(route, source) };
  const why = Object.hasOwn(OF_LIVE, view)
    ? "This page is not served by npm run local, which prints the address of one that is."
    : Object.hasOwn(OF_REGISTER, view)
      ? "This page has no register in it: npm run report makes one that has."
      : "There is no such page.";
  return {
    title: "Not found",
    content: (
      <p>
        {why} <Link to="">Go to the first view</Link>.
      </p>
    ),
  };
}
