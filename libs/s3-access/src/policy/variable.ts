/** Whether a text holds a policy variable such as `${aws:username}`. */
export function hasVariable(text: string): boolean {
  return text.includes("${");
}

/** Replaces each policy variable by `*`: whatever it may stand for. */
export function anyForVariable(text: string): string {
  let out = "";
  let from = 0;
  for (;;) {
    const open = text.indexOf("${", from);
    const close = open < 0 ? -1 : text.indexOf("}", open);
    if (close < 0) return out + text.slice(from);
    out += `${text.slice(from, open)}*`;
    from = close + 1;
  }
}
