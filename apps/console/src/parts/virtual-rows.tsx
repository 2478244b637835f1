import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** In CSS pixels; the style has the same. Where the page is narrow, a row is three lines. */
const ROW_HEIGHT = { wide: 44, narrow: 100 } as const;

const NARROW = "(max-width: 60rem)";

/** Rows that are drawn above and below those that are seen. */
const MORE = 8;

interface Props<T> {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string | number;
  readonly cells: (row: T) => readonly ComponentChildren[];
}

/** A table of any number of rows, of which only those that are seen are drawn. It scrolls by itself, with the keyboard too. */
export function VirtualRows<T>({ label, columns, rows, keyOf, cells }: Props<T>) {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  const rowHeight = isNarrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide;
  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      setHeight(current.clientHeight);
      setNarrow(matchMedia(NARROW).matches);
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    // Other rows begin at their first one.
    if (frame.current !== null) frame.current.scrollTop = 0;
  }, [rows]);
  const from = Math.max(0, Math.floor(top / rowHeight) - MORE);
  const until = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + MORE);
  return (
    <div
      class="rows"
      ref={frame}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
      }}
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <div role="rowgroup" class="head">
          <div role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <div role="columnheader" key={column}>
                {column}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="body" style={{ height: `${rows.length * rowHeight}px` }}>
          {rows.slice(from, until).map((row, index) => (
            <div
              role="row"
              key={keyOf(row)}
              aria-rowindex={from + index + 2}
              style={{ transform: `translateY(${(from + index) * rowHeight}px)` }}
            >
              {cells(row).map((content, at) => (
                <div role="cell" key={at} data-column={columns[at]}>
                  {content}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
