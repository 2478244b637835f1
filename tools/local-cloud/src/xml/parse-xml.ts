/** An element as it was written; namespaces are not resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, of an element without children. */
  readonly text: string;
}

export type ParsedXml =
  { readonly success: true; readonly data: XmlElement } | { readonly success: false; readonly error: string };

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ATTRIBUTE = /\s+([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const CDATA = "<![CDATA[";

/** What begins and ends what is no element. */
const SKIPPED = [
  ["<?", "?>"],
  ["<!--", "-->"],
  [CDATA, "]]>"],
] as const;

const DEEPEST = 32;

/** Reads the XML of an S3 request. Document types, which could define entities, are refused. */
export function parseXml(source: string): ParsedXml {
  const root = blank("");
  const open: Open[] = [root];
  let at = 0;
  while (at < source.length) {
    const current = open.at(-1) ?? root;
    const markup = markupAt(source, at);
    if (markup === undefined) return failure(`unreadable at character ${at}`);
    at = markup.end;
    switch (markup.kind) {
      case "text":
        current.text += markup.text;
        break;
      case "skipped":
        break;
      case "close":
        if (open.length === 1 || current.name !== markup.name)
          return failure(`</${markup.name}> closes nothing`);
        close(open);
        break;
      case "open":
        if (open.length > DEEPEST) return failure("it is nested too deep");
        open.push({ ...blank(markup.name), attributes: markup.attributes });
        if (markup.isEmpty) close(open);
    }
  }
  if (open.length > 1) return failure(`<${open.at(-1)?.name ?? ""}> is not closed`);
  const [only, ...others] = root.children;
  if (only === undefined || others.length > 0 || root.text.trim() !== "")
    return failure("it has not one root element");
  return { success: true, data: only };
}

type Markup = { readonly end: number } & (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "skipped" }
  | { readonly kind: "close"; readonly name: string }
  | {
      readonly kind: "open";
      readonly name: string;
      readonly attributes: Record<string, string>;
      readonly isEmpty: boolean;
    }
);

/** The next piece of `source`, or `undefined` when it is none. */
function markupAt(source: string, at: number): Markup | undefined {
  if (source[at] !== "<") {
    const next = source.indexOf("<", at);
    const end = next < 0 ? source.length : next;
    return { kind: "text", text: decoded(source.slice(at, end)), end };
  }
  for (const [start, stop] of SKIPPED) {
    if (!source.startsWith(start, at)) continue;
    const end = source.indexOf(stop, at + start.length);
    if (end < 0) return undefined;
    return start === CDATA
      ? { kind: "text", text: source.slice(at + start.length, end), end: end + stop.length }
      : { kind: "skipped", end: end + stop.length };
  }
  return tagAt(source, at);
}

function tagAt(source: string, at: number): Markup | undefined {
  const [start, slash, name] = matchAt(/<(\/?)([\w.:-]+)/y, source, at) ?? [];
  if (start === undefined || name === undefined) return undefined;
  let end = at + start.length;
  const attributes: Record<string, string> = {};
  for (
    let found = matchAt(ATTRIBUTE, source, end);
    slash === "" && found !== null;
    found = matchAt(ATTRIBUTE, source, end)
  ) {
    const [whole, key = "", double, single] = found;
    attributes[key] = decoded(double ?? single ?? "");
    end += whole.length;
  }
  const [stop, empty] = matchAt(/\s*(\/?)>/y, source, end) ?? [];
  if (stop === undefined || (slash === "/" && empty === "/")) return undefined;
  end += stop.length;
  return slash === "/"
    ? { kind: "close", name, end }
    : { kind: "open", name, attributes, isEmpty: empty === "/", end };
}

function matchAt(sticky: RegExp, source: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(source);
}

function blank(name: string): Open {
  return { name, attributes: {}, children: [], text: "" };
}

function close(open: Open[]): void {
  const done = open.pop();
  if (done === undefined) return;
  open.at(-1)?.children.push(done.children.length > 0 ? { ...done, text: "" } : done);
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return ENTITIES[name] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

function failure(error: string): ParsedXml {
  return { success: false, error };
}

/** The children of a name. */
export function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child) => child.name === name);
}

/** The text at a path of names, or `undefined` when there is no such element. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path) current = current?.children.find((child) => child.name === name);
  return current?.text.trim();
}
