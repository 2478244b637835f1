/** A text of at most so many UTF-16 units: where it is longer, its end is left out, with a mark. No character is cut in half. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3).replace(/[\ud800-\udbff]$/, "")}...`;
}
