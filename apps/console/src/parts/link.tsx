import type { ComponentChildren } from "preact";
import { addressOf } from "../core/route";

interface Props {
  readonly to: string;
  readonly of?: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Whether it leads where somebody is. */
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to a view of this page. */
export function Link({ to, of, query, current = false, children }: Props) {
  return (
    <a href={addressOf(to, of, query)} aria-current={current ? "page" : undefined}>
      {children}
    </a>
  );
}
