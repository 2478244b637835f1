import { launcherArguments } from "./arguments";

test.each([
  [["synth"], { command: "synth", environment: "example", options: [] }],
  [["synth", "--environment=prod"], { command: "synth", environment: "prod", options: [] }],
  [["synth", "--environment", "prod"], { command: "synth", environment: "prod", options: [] }],
  [["--environment=prod", "diff"], { command: "diff", environment: "prod", options: [] }],
  [
    ["deploy", "--profile", "security", "--environment=prod", "--method=direct"],
    { command: "deploy", environment: "prod", options: ["--profile", "security", "--method=direct"] },
  ],
  [["destroy", "--force"], { command: "destroy", environment: "example", options: ["--force"] }],
])("%j", (args, data) => {
  expect(launcherArguments(args)).toEqual({ success: true, data });
});

test.each([
  [[], "the command is one of check, synth, diff, deploy, destroy"],
  [["bootstrap"], "the command is one of check, synth, diff, deploy, destroy"],
  [["--all"], "the command is one of check, synth, diff, deploy, destroy"],
  [["synth", "--environment="], "--environment needs a name"],
  [["synth", "--environment"], "--environment needs a name"],
  [["synth", "--environment=a", "--environment=b"], "--environment is there twice"],
  [["synth", "--all"], "synth takes --environment=NAME and nothing else, not --all"],
])("%j is refused", (args, error) => {
  expect(launcherArguments(args)).toEqual({ success: false, error });
});
