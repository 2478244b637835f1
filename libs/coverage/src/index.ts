export { checkAccount, type CheckOptions } from "./check-account";
export { type CoverageSettings, coverageSettingsSchema, type Home } from "./expected";
