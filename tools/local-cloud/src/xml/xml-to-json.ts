import type { XmlElement } from "./parse-xml";

/**
 * XML as CloudTrail shows it in `requestParameters`: one child of a name is a value, several are a list, an empty element
 * is `""`, `true` and `false` are JSON's, attributes stand among the children.
 */
export function xmlToJson({ attributes, children, text }: XmlElement): unknown {
  const plain = text.trim();
  if (children.length === 0 && Object.keys(attributes).length === 0) {
    return plain === "true" || plain === "false" ? plain === "true" : plain;
  }
  const json: Record<string, unknown> = { ...attributes };
  for (const name of new Set(children.map((child) => child.name))) {
    const [first, ...others] = children.filter((child) => child.name === name).map(xmlToJson);
    json[name] = others.length === 0 ? first : [first, ...others];
  }
  return json;
}
