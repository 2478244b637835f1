import { history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Range, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  highlightSpecialChars,
  EditorView,
  keymap,
  lineNumbers,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import { jsonTokens } from "../json/json-tokens";

/** A part of the text to show: what decides, or what is wrong. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: "decides" | "error";
  readonly because: string;
}

interface Props {
  readonly label: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly onText: (text: string) => void;
}

const setMarks = StateEffect.define<readonly Mark[]>();

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    const effect = transaction.effects.find((each) => each.is(setMarks));
    if (effect === undefined) return shown.map(transaction.changes);
    const { length } = transaction.newDoc;
    const ranges = effect.value
      .filter(({ from, to }) => from < to && to <= length)
      .map(({ from, to, kind, because }) =>
        Decoration.mark({ class: `cm-${kind}`, attributes: { title: because } }).range(from, to),
      );
    return Decoration.set(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const coloured = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colours(view);
    }
    update({ docChanged, viewportChanged, view }: ViewUpdate) {
      if (docChanged || viewportChanged) this.decorations = colours(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

/** Only of what is seen: a text may have 100,000 characters. */
function colours({ state, viewport: { from, to } }: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const token of jsonTokens(state.doc.toString()))
    if (token.to > from && token.from < to)
      ranges.push(Decoration.mark({ class: `cm-${token.kind}` }).range(token.from, token.to));
  return Decoration.set(ranges);
}

const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--paper)", height: "100%" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--text)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--paper)", border: "none" },
  ".cm-key": { color: "var(--key)" },
  ".cm-string": { color: "var(--string)" },
  ".cm-number, .cm-word": { color: "var(--number)" },
  ".cm-decides": { backgroundColor: "var(--mark)" },
  ".cm-error": { textDecoration: "underline wavy var(--bad)" },
  "&.cm-focused": { outline: "2px solid var(--accent)" },
});

/**
 * An editor for JSON. It lives in a shadow root: there its styles are style sheets of their own, which the page's Content-Security-Policy
 * needs no exception for. Tab leaves it, as the keyboard's users expect.
 */
export function JsonEditor({ label, text, marks, onText }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const told = useRef(onText);
  told.current = onText;
  useEffect(() => {
    const { current } = host;
    if (current === null) return;
    const root = current.shadowRoot ?? current.attachShadow({ mode: "open" });
    const parent = document.createElement("div");
    root.append(parent);
    const editor = new EditorView({
      root,
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightSpecialChars(),
          EditorView.lineWrapping,
          keymap.of(historyKeymap),
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
          marked,
          coloured,
          theme,
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) told.current(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      parent.remove();
    };
    // The editor is made once; what is given later is put into it below.
  }, [label]);
  useEffect(() => {
    const { current } = view;
    if (current !== undefined && current.state.doc.toString() !== text)
      current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: setMarks.of(marks) });
  }, [marks]);
  return <div class="editor" ref={host} />;
}
