import { changeAssessor } from "./assess-change";
import { readConfiguration } from "./configuration";

/** What deals with a change, in the environment that `variables` tell of. */
export const assessor = (variables: NodeJS.ProcessEnv) => changeAssessor(readConfiguration(variables));
