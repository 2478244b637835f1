import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "../src/index";
import { removeAssemblies, writeAssembly } from "./assembly-folder";
import { pipeline, type Resource, type Resources } from "./pipeline";

const clouds: LocalCloud[] = [];

export const HANDLER =
  'export const handler = async (event) => { console.log("saw", event.id); return { saw: event.id }; };';

/** Changes of the pipeline of a spec: what is `undefined` is taken out. */
export type Changes = Readonly<Record<string, Resource | undefined>>;

/** Starts the pipeline with changes and the given code; `stopClouds` ends it. */
export async function startPipeline(
  changes: Changes | ((resources: Resources) => void) = {},
  code: string = HANDLER,
  options: Partial<LocalCloudOptions> = {},
  file = "index.mjs",
): Promise<LocalCloud> {
  const resources = pipeline();
  if (typeof changes === "function") changes(resources);
  else Object.assign(resources, changes);
  const kept = Object.entries(resources).filter(
    ([, resource]) => (resource as Resource | undefined) !== undefined,
  );
  const assembly = writeAssembly({
    stack: { template: { Resources: Object.fromEntries(kept) }, assets: { code: { [file]: code } } },
  });
  const cloud = await startLocalCloud({ assembly, ...options });
  clouds.push(cloud);
  return cloud;
}

/** For `afterEach`. */
export async function stopClouds(): Promise<void> {
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()));
  removeAssemblies();
}

export const EVENT = {
  version: "0",
  id: "event-1",
  "detail-type": "Test",
  source: "test",
  account: "444455556666",
  time: "2026-01-01T00:00:00Z",
  region: "us-west-2",
  resources: [],
  detail: { eventName: "Change" },
};
