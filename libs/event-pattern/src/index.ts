export { compilePattern } from "./compile-pattern";
export type {
  AnythingBut,
  CompiledPattern,
  EventPattern,
  InvalidPattern,
  MatchExpression,
  Mismatch,
  Result,
  Scalar,
} from "./core/event-pattern";
