import { fileURLToPath } from "node:url";
import { readConfiguration } from "@security-auto/handler";
import { parseJudgeConfiguration } from "@security-auto/s3-exposure";
import { createAssessor } from "./create-assessor";

/** Where the code is: this file is bundled into the folder of the entry, and the stack writes the configuration beside it. */
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What does the function's tasks, as the environment configures it. */
export const assessor = () => createAssessor(readConfiguration(FOLDER, parseJudgeConfiguration));
