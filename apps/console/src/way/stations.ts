import type { Traced, TracedInvocation } from "@security-auto/report";
import { many } from "../core/words";

/** A place that an event, or what it led to, came to. */
export interface Station {
  readonly id: number;
  /** `event`: it arrived on a bus. The others: what it was delivered to, or what came of it. */
  readonly kind:
    "event" | "rule" | "queue" | "function" | "topic" | "finding" | "dead letters" | "alarm" | "lost";
  readonly name: string;
  readonly isWrong: boolean;
  /** What there is to say of it. */
  readonly facts: readonly string[];
  /** Only of a function. */
  readonly ran?: TracedInvocation;
  /** The stations that it may have come from, as far as the trace says; none: it is the first. */
  readonly from: readonly number[];
  /** Place in the picture: columns from the left, rows from the top. */
  readonly column: number;
  readonly row: number;
}

const COLUMN = { event: 0, rule: 1, queue: 2, function: 3, end: 4 } as const;

/** The way of an event, station by station, in the order in which it came to them. */
export function stationsOf(traced: Traced): readonly Station[] {
  const stations: Station[] = [];
  let row = 0;
  const walk = (event: Traced, from: readonly number[]): void => {
    const rows = [0, 0, 0, 0, 0];
    const add = (
      kind: Station["kind"],
      name: string,
      came: readonly number[],
      more: Partial<Pick<Station, "isWrong" | "facts" | "ran">> = {},
    ): number => {
      const column = kind in COLUMN ? COLUMN[kind as keyof typeof COLUMN] : COLUMN.end;
      const id = stations.length;
      // Beside what it came from, where there is room: a line then passes behind no other station.
      const beside = column === COLUMN.event ? 0 : (stations[came[0] ?? -1]?.row ?? row) - row;
      const down = Math.max(rows[column] ?? 0, beside);
      rows[column] = down + 1;
      stations.push({
        id,
        kind,
        name,
        isWrong: false,
        facts: [],
        ...more,
        from: came,
        column,
        row: row + down,
      });
      return id;
    };
    const start = add("event", event.name, from, { isWrong: !event.accepted, facts: factsOf(event) });
    const rules = event.rules.map(({ name, targets }) => ({ targets, id: add("rule", name, [start]) }));
    const after = (name: string): readonly number[] =>
      rules.filter(({ targets }) => targets.includes(name)).map(({ id }) => id);
    const queues = new Map<string, number>();
    for (const { queue } of event.messages)
      if (!queues.has(queue)) queues.set(queue, add("queue", queue, orElse(after(queue), [start])));
    const ran = event.invocations.map((run) => {
      const direct = queues.has(run.function) ? [] : after(run.function);
      const came = orElse(direct, orElse([...queues.values()], [start]));
      const isWrong = run.outcome !== "success" || run.apiCalls.some(({ decision }) => decision === "denied");
      return { run, id: add("function", run.function, came, { isWrong, facts: timesOf(run), ran: run }) };
    });
    const calledBy = (isMeant: (action: string, resource: string) => boolean): readonly number[] =>
      ran
        .filter(({ run }) => run.apiCalls.some(({ action, resource }) => isMeant(action, resource)))
        .map(({ id }) => id);
    const last = orElse(
      ran.map(({ id }) => id),
      orElse(
        rules.map(({ id }) => id),
        [start],
      ),
    );
    for (const { topic, subject } of event.notifications)
      add(
        "topic",
        topic,
        orElse(
          after(topic),
          orElse(
            calledBy((action, to) => action === "sns:Publish" && to.endsWith(`:${topic}`)),
            last,
          ),
        ),
        { facts: [subject] },
      );
    for (const { title, recordState } of event.imports)
      add(
        "finding",
        title,
        orElse(
          calledBy((action) => action === "securityhub:BatchImportFindings"),
          last,
        ),
        { facts: [`in Security Hub: ${recordState}`] },
      );
    for (const { queue, reason } of event.deadLetters)
      add("dead letters", queue, last, { isWrong: true, facts: [`it lies here: ${reason}`] });
    for (const { name, state, because } of event.alarms)
      add("alarm", name, last, { isWrong: state === "ALARM", facts: [`${state}: ${because}`] });
    for (const { what, to, because } of event.lost)
      add("lost", what, last, { isWrong: true, facts: [to, because].filter(Boolean) });
    row += Math.max(...rows);
    for (const next of event.followUps) {
      const written = calledBy((action) => action.endsWith(`:${next.name}`));
      const sent = calledBy((action) => action === "events:PutEvents");
      walk(next, orElse(written, orElse(after(next.bus), orElse(sent, last))));
    }
  };
  walk(traced, []);
  return stations;
}

const orElse = (some: readonly number[], others: readonly number[]): readonly number[] =>
  some.length > 0 ? some : others;

function factsOf({ bus, accepted, rules, unmatched, denied, faults }: Traced): readonly string[] {
  return [
    bus === "" ? "a call, and no event" : `on the bus ${bus}`,
    ...(accepted ? [] : ["the bus did not accept it"]),
    ...(bus === "" ? [] : [`matches ${many(rules.length, "rule")}, and ${many(unmatched, "other")} not`]),
    ...denied.map(
      ({ principal, action, resource, because }) =>
        `denied: ${action} on ${resource} to ${principal}: ${because}`,
    ),
    ...faults.map(
      ({ service, call, fault }) => `refused by a fault that was asked for: ${service} ${call} (${fault})`,
    ),
  ];
}

function timesOf({ outcome, attempts, initMs, durationMs, apiCalls }: TracedInvocation): readonly string[] {
  const denied = apiCalls.filter(({ decision }) => decision === "denied");
  return [
    `${outcome} in ${Math.round(durationMs)} ms, ${many(attempts, "attempt")}`,
    ...(initMs > 0 ? [`cold starts: ${Math.round(initMs)} ms`] : []),
    `IAM allowed ${many(apiCalls.length - denied.length, "call")}, and denied ${denied.length}`,
    ...denied.map(({ action, resource }) => `denied: ${action} on ${resource}`),
  ];
}
