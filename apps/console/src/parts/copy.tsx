import { useState } from "preact/hooks";

/** A command to copy. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
  const [done, setDone] = useState(false);
  return (
    <p class="copy">
      <code>{text}</code>
      <button
        type="button"
        aria-label={`Copy: ${what}`}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(
            () => {
              setDone(true);
              setTimeout(() => {
                setDone(false);
              }, 2000);
            },
            () => undefined,
          );
        }}
      >
        {done ? "Copied" : "Copy"}
      </button>
      <span role="status" class="unseen">
        {done ? "Copied" : ""}
      </span>
    </p>
  );
}
