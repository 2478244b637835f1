import { render } from "preact";
import { embeddedSource } from "./data/source";
import { App } from "./shell/app";

const place = document.getElementById("app");
if (place !== null) render(<App source={embeddedSource(document)} />, place);
