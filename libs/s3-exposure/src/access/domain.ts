import { numberOf } from "./concrete";
import type { Form } from "./forms";

/** What a key may hold in requests of one form. */
export interface Domain {
  /** Whether a request can lack the key. */
  readonly absent: boolean;
  /** Values it can surely hold. */
  readonly values: readonly string[];
  /** Whether it can surely hold another than those. Absent: `values` are all there are. */
  readonly accepts?: ((value: string) => boolean) | undefined;
}

export interface ChosenKey {
  /** Undefined: what the key holds in such requests is not known. */
  readonly domain: (form: Form, now: Date | undefined) => Domain | undefined;
  /** In lower case, the actions whose requests can have the key; absent: all of them. */
  readonly actions?: readonly string[];
}

export const ABSENT: Domain = { absent: true, values: [] };
export const UNNAMED_TEXT = "none-that-is-named";

/** That others are possible too is not excluded. */
export const perhapsOthers = (): boolean => false;

export const always = (...values: readonly string[]): Domain => ({ absent: false, values });
export const optional = (...values: readonly string[]): Domain => ({ absent: true, values });
export const anyText = (accepts: (value: string) => boolean): Domain => ({
  absent: true,
  values: [UNNAMED_TEXT],
  accepts,
});

export const isHeader = (value: string): boolean => /^[\x20-\x7e]+$/.test(value) && value.trim() === value;
const isTag = (value: string): boolean => value.length <= 256 && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(value);
export const isNumberWithin =
  (least: number, most: number) =>
  (value: string): boolean => {
    const number = numberOf(value, "number");
    return number >= least && number <= most;
  };

/** A tag of any value. */
export const ABSENT_OR_TAG: Domain = { absent: true, values: [UNNAMED_TEXT], accepts: isTag };
