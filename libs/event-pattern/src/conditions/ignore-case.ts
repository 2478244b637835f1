/** Tests of text against one operand, without regard to case. */
export interface IgnoreCase {
  readonly equals: (value: string) => boolean;
  readonly startsOf: (value: string) => boolean;
  readonly endsOf: (value: string) => boolean;
}

/**
 * Compares text without regard to case as EventBridge does: each character of the pattern may
 * appear in its lower or its upper form, whatever length that has. The pattern `ß` accepts `SS`,
 * the pattern `SS` does not accept `ß`.
 *
 * Neither form of any character begins or ends with the other, so the first that fits is the one.
 */
export function ignoreCase(operand: string): IgnoreCase {
  const forms = Array.from(operand, (character) => [character.toLowerCase(), character.toUpperCase()]);
  const backward = forms.toReversed();

  const endOf = (value: string): number | undefined => {
    let end = 0;
    for (const either of forms) {
      const form = either.find((text) => value.startsWith(text, end));
      if (form === undefined) return undefined;
      end += form.length;
    }
    return end;
  };

  const isEndOf = (value: string): boolean => {
    let start = value.length;
    for (const either of backward) {
      const form = either.find((text) => value.endsWith(text, start));
      if (form === undefined) return false;
      start -= form.length;
    }
    return true;
  };

  return {
    equals: (value) => endOf(value) === value.length,
    startsOf: (value) => endOf(value) !== undefined,
    endsOf: isEndOf,
  };
}
