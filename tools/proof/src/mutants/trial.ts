import type { Mutant } from "./mutant";

/** What became of a mutant. */
export type Trial =
  | { readonly mutant: Mutant; readonly killed: true; readonly by: string }
  | { readonly mutant: Mutant; readonly killed: false; readonly because: string };
