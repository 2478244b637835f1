import { type AnsweredAssessment, readAnswer } from "@security-auto/assessment";
import type { InvocationTrace, Trace } from "@security-auto/local-cloud";
import { parseArn } from "@security-auto/iam-policy";
import { Tally } from "../output/tally";
import type { BurstEvent } from "./burst-events";

/** How often an instance answered one change. */
interface Answers {
  /** Judged anew, and to be remembered. */
  readonly judged: number;
  readonly fromMemory: number;
  /** In a run that Lambda had tried before, perhaps on this instance, perhaps on another. */
  readonly retried: number;
}

const NO_ANSWERS: Answers = { judged: 0, fromMemory: 0, retried: 0 };

/**
 * Counts what became of the events of a burst, and keeps what contradicts the promises. Traces may be added in any order: a trace ends with
 * all that its event set off, not with the run that judged it.
 */
export class BurstLedger {
  readonly tally = new Tally();
  readonly #sent = { change: 0, duplicate: 0, "not matched": 0, broken: 0 };
  /** What each instance answered to each change. */
  readonly #answers = new Map<string, Map<string, Answers>>();
  /** How often an instance assumed the role of an account. */
  readonly #assumed = new Map<string, number>();
  readonly #problems: string[] = [];
  #fromMemory = 0;
  #assumptions = 0;
  #eventsWithFaults = 0;
  #withoutNotification = 0;

  add({ kind, changeId, broken }: BurstEvent, trace: Trace): void {
    this.#sent[kind] += 1;
    if (broken) this.#sent.broken += 1;
    this.tally.add(trace);
    if (trace.faults.length > 0) this.#eventsWithFaults += 1;
    if (trace.rules.some(({ matched }) => matched) && !isNotifiedOrDeadLettered(trace))
      this.#withoutNotification += 1;
    for (const invocation of trace.invocations) this.#addInvocation(changeId, invocation);
  }

  get facts() {
    const { duplicate, broken } = this.#sent;
    return {
      duplicates: duplicate,
      broken,
      fromMemory: this.#fromMemory,
      assumptions: this.#assumptions,
      eventsWithFaults: this.#eventsWithFaults,
      instances: this.#answers.size,
    };
  }

  /** What is not as promised; empty when all is. */
  problems(): readonly string[] {
    const { counts } = this.tally;
    const { change, duplicate, "not matched": notMatched, broken } = this.#sent;
    const sums: readonly (readonly [what: string, is: number, must: number])[] = [
      ["read", counts.read, change + duplicate + notMatched],
      ["matched", counts.matched, change + duplicate],
      ["not matched", counts.notMatched, notMatched],
      ["logged + dead-lettered", counts.logged + counts.deadLettered, change + duplicate],
      ["dead-lettered (events of the bucket that cannot be read)", counts.deadLettered, broken],
      ["matched, and neither mailed nor dead-lettered for the topic", this.#withoutNotification, 0],
      ["refused or lost", counts.refused + counts.lost + counts.losses, 0],
    ];
    return [
      ...sums.flatMap(([what, is, must]) => (is === must ? [] : [`${what}: ${is}, and must be ${must}`])),
      ...[...this.#assumed].flatMap(([where, times]) =>
        times > 1 ? [`AssumeRole ${times} times by one instance for one account: ${where}`] : [],
      ),
      ...[...this.#answers].flatMap(([instance, changes]) =>
        [...changes].flatMap(([changeId, answers]) => memoryProblems(changeId, instance, answers)),
      ),
      ...this.#problems,
    ];
  }

  #addInvocation(changeId: string, invocation: InvocationTrace): void {
    const { logStream, attempts, response, apiCalls } = invocation;
    const assumptions = apiCalls.filter(({ action }) => action === "sts:AssumeRole");
    this.#assumptions += assumptions.length;
    // Of several attempts only the last one's instance is known.
    if (attempts === 1)
      for (const { resource } of assumptions) {
        const where = `${logStream} ${resource}`;
        this.#assumed.set(where, (this.#assumed.get(where) ?? 0) + 1);
      }
    const assessment = this.#assessmentIn(changeId, response);
    if (assessment === undefined) return;
    if (assessment.duplicate === true && attempts === 1) {
      this.#fromMemory += 1;
      if (apiCalls.some(({ action }) => action.startsWith("s3:")))
        this.#problems.push(`${changeId} was answered from memory, and S3 was asked`);
    }
    this.#count(changeId, invocation, assessment);
  }

  #assessmentIn(changeId: string, response: unknown): AnsweredAssessment | undefined {
    const read = readAnswer(response);
    if (read.success) return read.assessment;
    this.#problems.push(`${changeId} was answered with what is ${read.error}`);
    return undefined;
  }

  /** An instance does not keep an answer for which a read was refused. */
  #count(
    changeId: string,
    { logStream, outcome, attempts }: InvocationTrace,
    { duplicate, facets }: AnsweredAssessment,
  ): void {
    if (outcome !== "success" || Object.values(facets).includes("denied")) return;
    const changes = this.#answers.get(logStream) ?? new Map<string, Answers>();
    const { judged, fromMemory, retried } = changes.get(changeId) ?? NO_ANSWERS;
    const isRetried = attempts > 1;
    const isFromMemory = duplicate === true && !isRetried;
    changes.set(changeId, {
      judged: judged + (isRetried || isFromMemory ? 0 : 1),
      fromMemory: fromMemory + (isFromMemory ? 1 : 0),
      retried: retried + (isRetried ? 1 : 0),
    });
    this.#answers.set(logStream, changes);
  }
}

/** An instance judges a change once, and answers it from memory from then on, and only then. */
function memoryProblems(
  changeId: string,
  instance: string,
  { judged, fromMemory, retried }: Answers,
): readonly string[] {
  return [
    ...(judged > 1 ? [`${changeId} was judged ${judged} times by one instance: ${instance}`] : []),
    ...(fromMemory > 0 && judged + retried === 0
      ? [`${changeId} was answered from memory by an instance that had not judged it: ${instance}`]
      : []),
  ];
}

function isNotifiedOrDeadLettered({ notifications, deadLetters }: Trace): boolean {
  return notifications.length > 0 || deadLetters.some(isForTopic);
}

/** A letter of EventBridge names the target that it was for. */
function isForTopic({ reason, attributes }: Trace["deadLetters"][number]): boolean {
  return reason === "delivery" && parseArn(attributes["TARGET_ARN"] ?? "")?.service === "sns";
}
