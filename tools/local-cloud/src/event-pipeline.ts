import { makeResources } from "./make-resources";
import { DEFAULT_ACCOUNT, DEFAULT_REGION } from "./local-cloud-options";

/** What carries events in the stacks of an assembly, by the ARNs it has where they are deployed. */
export interface EventPipeline {
  /** Where failed events end: dead-letter queues of targets and on-failure destinations of functions. */
  readonly failureQueues: readonly { readonly name: string; readonly arn: string }[];
  readonly functions: readonly string[];
  /** Seconds after which Lambda ends an invocation, by the ARN of the function. */
  readonly timeouts: ReadonlyMap<string, number>;
  /** Folders with the code of the functions, by their ARNs. */
  readonly codeFolders: ReadonlyMap<string, string>;
  /** Those that a rule publishes to. */
  readonly topics: readonly string[];
  readonly rules: readonly {
    readonly name: string;
    readonly arn: string;
    readonly bus: string;
    readonly matches: (event: unknown) => boolean;
    readonly targets: readonly PipelineTarget[];
  }[];
  /** Queues that Lambda polls, with the function of each and where what fails again and again ends. */
  readonly eventSources: readonly {
    readonly queue: string;
    readonly function: string;
    readonly deadLetterQueue?: string;
  }[];
  /** The KMS keys of queues, topics and tables that have one of their own, by the ARN of each. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface PipelineTarget {
  readonly arn: string;
  /** Whether it receives the event as it is, not something made of it. */
  readonly takesEvent: boolean;
}

/**
 * Reads a synthesized cloud assembly and runs nothing.
 *
 * @param assembly - the `cdk.out` folder
 * @throws LocalCloudError when it cannot be read, is not understood, or would not deploy
 */
export function readEventPipeline(assembly: string): EventPipeline {
  const { queues, functions, topics, rules, invokeConfigs, eventSources, keys } = makeResources({
    assembly,
    parameters: {},
    fallback: { account: DEFAULT_ACCOUNT, region: DEFAULT_REGION },
    keepHistory: false,
    now: Date.now,
    members: [],
  });
  const failing = new Set([
    ...rules.flatMap(({ targets }) => targets.map(({ deadLetterArn }) => deadLetterArn)),
    ...[...invokeConfigs.values()].map(({ onFailure }) => onFailure),
  ]);
  const targeted = new Set(rules.flatMap(({ targets }) => targets.map(({ arn }) => arn)));
  return {
    failureQueues: [...queues.values()]
      .filter(({ arn }) => failing.has(arn))
      .map(({ name, arn }) => ({ name, arn })),
    functions: [...functions.keys()],
    timeouts: new Map([...functions].map(([arn, { timeoutSeconds }]) => [arn, timeoutSeconds])),
    codeFolders: new Map([...functions].map(([arn, { codeFolder }]) => [arn, codeFolder])),
    topics: [...topics.keys()].filter((arn) => targeted.has(arn)),
    rules: rules.map(({ name, arn, busArn, pattern, enabled, targets }) => ({
      name,
      arn,
      bus: busArn,
      matches: (event) => enabled && pattern.matches(event),
      targets: targets.map((target) => ({ arn: target.arn, takesEvent: target.input.kind === "event" })),
    })),
    eventSources: eventSources.map(({ queueArn, functionArn }) => {
      const deadLetterQueue = queues.get(queueArn)?.redrive?.deadLetterArn;
      return {
        queue: queueArn,
        function: functionArn,
        ...(deadLetterQueue !== undefined && { deadLetterQueue }),
      };
    }),
    keys,
  };
}
