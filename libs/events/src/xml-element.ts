import * as z from "zod/mini";

/** An XML element turned JSON, which may also arrive as a list of one. */
export function element<T extends z.ZodMiniType>(schema: T) {
  return z.pipe(z.pipe(z.unknown(), z.transform(onlyOne)), schema);
}

/** The text of an XML element: the text itself, or its `content` when the element has attributes too. */
export const elementText = /* @__PURE__ */ z.pipe(
  /* @__PURE__ */ z.pipe(/* @__PURE__ */ z.unknown(), /* @__PURE__ */ z.transform(textIn)),
  /* @__PURE__ */ z.string(),
);

function textIn(value: unknown): unknown {
  const only = onlyOne(value);
  return typeof only === "object" && only !== null && "content" in only ? only.content : only;
}

function onlyOne(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
