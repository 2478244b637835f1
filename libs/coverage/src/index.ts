export { checkAccount, type CheckOptions } from "./check-account";
export { type CoverageSettings, coverageSettingsSchema, type Home, type Patterns } from "./expected";
