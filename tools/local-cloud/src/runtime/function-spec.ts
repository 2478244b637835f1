/** The Node.js that runs a function in place of Lambda's managed runtime. */
export interface NodeBinary {
  readonly path: string;
  /** E.g. `v24.1.0`. */
  readonly version: string;
}

/** Everything the template says about a function, with names and ARNs resolved. */
export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleArn: string;
  /** E.g. `index.handler`. */
  readonly handler: string;
  /** E.g. `nodejs24.x`. */
  readonly runtime: string;
  /** Absolute path of the unpacked code. */
  readonly codeFolder: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** How long after it the function may still answer, ms: the local cloud's, not the template's. Default: 0. */
  readonly timeoutGraceMs?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logging: FunctionLogging;
  /** Whether Lambda lets it cause its own invocation, over and over (`RecursiveLoop`). */
  readonly allowsRecursion: boolean;
  /** Environments that may run at once; `0` switches the function off. */
  readonly reservedConcurrency?: number;
  /** ARN of the function's own dead-letter queue or topic (`DeadLetterConfig`). */
  readonly deadLetterArn?: string;
}

export interface FunctionLogging {
  readonly group: string;
  readonly format: "Text" | "JSON";
  /** Lowest level of the function's own lines; for format JSON only. */
  readonly applicationLevel?: string;
  /** Lowest level of Lambda's lines; for format JSON only. */
  readonly systemLevel?: string;
}
