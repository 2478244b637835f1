// Writes the console as one HTML file: its style and script inside, each named by its hash in the Content-Security-Policy.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(here, "../../dist/apps/console");

const style = readFileSync(join(here, "src/style.css"), "utf8");
const script = readFileSync(join(dist, "script/script.js"), "utf8");
if (/<\/script|<!--/i.test(script)) throw new Error("the script would end, or be hidden, inside the page");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const shield =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E" +
  "%3Cpath fill='%230b6e6e' d='M8 0l7 3v5c0 4-3 7-7 8-4-1-7-4-7-8V3z'/%3E%3C/svg%3E";

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>security-auto</title>
<link rel="icon" href="${shield}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>This page needs JavaScript. It runs on this machine and sends nothing anywhere.</noscript>
<!--report-->
<script type="module">${script}</script>
</body>
</html>
`;
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, "console.html"), page);
