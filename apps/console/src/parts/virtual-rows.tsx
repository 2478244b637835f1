import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** In CSS pixels; the style has the same. */
const ROW_HEIGHT = 44;

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
  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      setHeight(current.clientHeight);
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
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - MORE);
  const until = Math.min(rows.length, Math.ceil((top + height) / ROW_HEIGHT) + MORE);
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
        <div role="rowgroup" class="body" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
          {rows.slice(from, until).map((row, index) => (
            <div
              role="row"
              key={keyOf(row)}
              aria-rowindex={from + index + 2}
              style={{ transform: `translateY(${(from + index) * ROW_HEIGHT}px)` }}
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
