/** A text of at most so many UTF-16 units: where it is longer, its end is left out, with a mark. No character is cut in half. */
export function shortened(text: string, most: number, mark = "..."): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - mark.length).replace(/[\ud800-\udbff]$/, "")}${mark}`;
}
