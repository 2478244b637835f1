import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ASSESSMENT_EXAMPLE } from "@security-auto/assessment";
import { publish } from "../test/readme-example";
import { useScriptedBus } from "../test/scripted-bus";

const root = join(__dirname, "..");
const bus = useScriptedBus();

test("the README's example is a file that is compiled", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = readFileSync(join(root, "test", "readme-example.ts"), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example.replace('"../src"', '"@security-auto/private-bus"')}\`\`\``);
  await publish(ASSESSMENT_EXAMPLE, new AbortController().signal);
  expect(bus.received).toHaveLength(1);
});
