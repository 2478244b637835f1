import { Failure } from "../failure";
import { runPython } from "./run-python";

/** The oldest Python that the pinned packages are resolved for. */
const OLDEST = [3, 10] as const;

const ASK = "import sys, venv, ensurepip; print(*sys.version_info[:3], sys.platform)";

export interface Python {
  readonly program: string;
  /** Version and platform: what a virtual environment is made for. */
  readonly identity: string;
}

/**
 * The Python that makes virtual environments: `PYTHON` where it is set, else `python3`.
 *
 * @throws Failure where there is none, it is too old, or it lacks the module `venv`
 */
export function findPython(program = process.env["PYTHON"] ?? "python3"): Python {
  const { status, stdout, stderr } = runPython(program, ["-c", ASK]);
  if (status === undefined) {
    throw new Failure(
      `${program} does not run (${stderr}): this needs Python ${OLDEST.join(".")} or newer; PYTHON may name it`,
      2,
    );
  }
  if (status !== 0) {
    throw new Failure(
      `${program} cannot make virtual environments (${lastLine(stderr)}); on Debian: apt-get install python3-venv`,
      2,
    );
  }
  const identity = stdout.trim();
  const [major = 0, minor = 0] = identity.split(" ").map(Number);
  if (major !== OLDEST[0] || minor < OLDEST[1]) {
    throw new Failure(
      `${program} is Python ${major}.${minor}: this needs ${OLDEST.join(".")} or newer; PYTHON may name it`,
      2,
    );
  }
  return { program, identity };
}

/** The last line that says something: where Python and pip put the reason. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
