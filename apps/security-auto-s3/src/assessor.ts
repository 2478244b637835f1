import { readConfiguration } from "./configuration";
import { createAssessor } from "./create-assessor";

/** What does the function's tasks, as the environment configures it. */
export const assessor = (variables: NodeJS.ProcessEnv) => createAssessor(readConfiguration(variables));
