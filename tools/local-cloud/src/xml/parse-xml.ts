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

const TOKEN =
  /<\?[^?]*\?>|<!--(?:(?!-->)[^])*-->|<!\[CDATA\[((?:(?!\]\]>)[^])*)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const DEEPEST = 32;

/** Reads the XML of an S3 request. Document types, which could define entities, are refused. */
export function parseXml(source: string): ParsedXml {
  const root = blank("");
  const open: Open[] = [root];
  let at = 0;
  for (const token of source.matchAll(TOKEN)) {
    at += token[0].length;
    const [, cdata, closes, opens, attributes, empty, text] = token;
    const current = open.at(-1) ?? root;
    if (text !== undefined) current.text += decoded(text);
    else if (cdata !== undefined) current.text += cdata;
    else if (closes !== undefined) {
      if (open.length === 1 || current.name !== closes) return failure(`</${closes}> closes nothing`);
      close(open);
    } else if (opens !== undefined) {
      if (open.length > DEEPEST) return failure("it is nested too deep");
      open.push({ ...blank(opens), attributes: attributesOf(attributes ?? "") });
      if (empty === "/") close(open);
    }
  }
  if (at !== source.length) return failure(`unreadable at character ${at}`);
  if (open.length > 1) return failure(`<${open.at(-1)?.name ?? ""}> is not closed`);
  const [only, ...others] = root.children;
  if (only === undefined || others.length > 0 || root.text.trim() !== "")
    return failure("it has not one root element");
  return { success: true, data: only };
}

function blank(name: string): Open {
  return { name, attributes: {}, children: [], text: "" };
}

function close(open: Open[]): void {
  const done = open.pop();
  if (done === undefined) return;
  open.at(-1)?.children.push(done.children.length > 0 ? { ...done, text: "" } : done);
}

function attributesOf(text: string): Record<string, string> {
  const entries = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = "", double, single]) => [name, decoded(double ?? single ?? "")] as const,
  );
  return Object.fromEntries(entries);
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
