import { render } from "preact";
import { followLive, liveToken } from "./data/live";
import { embeddedSource, type Source } from "./data/source";
import { App } from "./shell/app";

const place = document.getElementById("app");
const served = liveToken(document);
if (place !== null) {
  const show = (source: Source | undefined) => {
    render(<App source={source} />, place);
  };
  if (served === undefined) show(embeddedSource(document));
  else void followLive(served, show);
}
