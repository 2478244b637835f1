import { useState } from "preact/hooks";

const THEMES = ["light dark", "light", "dark"] as const;

const NAMES = { "light dark": "as the system", light: "light", dark: "dark" } as const satisfies Readonly<
  Record<(typeof THEMES)[number], string>
>;

/** Chooses light or dark for as long as the page is open. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<(typeof THEMES)[number]>("light dark");
  return (
    <label class="theme">
      Theme{" "}
      <select
        value={theme}
        onChange={({ currentTarget: { value } }) => {
          const chosen = THEMES.find((each) => each === value) ?? "light dark";
          document.documentElement.style.colorScheme = chosen;
          setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
