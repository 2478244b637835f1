import type { core } from "zod/mini";

/** An item of the table is not of a kind and version that this code reads. Nothing was changed. */
export class UnreadableItemError extends Error {
  override readonly name = "UnreadableItemError";

  constructor(attributes: Readonly<Record<string, unknown>>, cause: core.$ZodError) {
    const { pk, sk, item, version } = attributes;
    const places = [...new Set(cause.issues.map(({ path }) => path.map(String).join(".")))].filter(Boolean);
    super(
      `the item ${String(pk)} / ${String(sk)} of the register (${String(item)}, version ${String(version)}) is not one that this version reads` +
        (places.length > 0 ? `: ${places.join(", ")}` : ""),
      { cause },
    );
  }
}
