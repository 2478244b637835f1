/** XML text that is well-formed already. */
export interface Xml {
  readonly xml: string;
}

export type Attributes = Readonly<Record<string, string>>;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

/**
 * An element with its text or its children.
 *
 * @example
 * element("Owner", [element("ID", "75aa")]).xml; // <Owner><ID>75aa</ID></Owner>
 */
export function element(name: string, content: string | readonly Xml[], attributes: Attributes = {}): Xml {
  const inside = typeof content === "string" ? escaped(content) : content.map(({ xml }) => xml).join("");
  const shown = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return { xml: `<${name}${shown.join("")}>${inside}</${name}>` };
}

/** A whole document. */
export function documentOf(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}
