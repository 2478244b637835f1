/** A saved event, as far as it has to differ from the next one. */
interface SavedEvent {
  readonly id: string;
  readonly detail: { readonly eventID: string };
}

/**
 * The same change many times over, each with ids of its own, so that the function judges each of them.
 *
 * @param saved - one EventBridge event as JSON
 * @returns NDJSON
 */
export function manyEvents(saved: string, count: number): string {
  const event = JSON.parse(saved) as SavedEvent;
  return Array.from({ length: count }, (_, index) => {
    const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
    return `${JSON.stringify({ ...event, id, detail: { ...event.detail, eventID: id } })}\n`;
  }).join("");
}
