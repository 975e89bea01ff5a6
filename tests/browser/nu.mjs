// Holds every page and style sheet of a site against the Nu HTML checker: no error, no warning.
//
//   node nu.mjs SITE
//
// Pages are served from this machine to itself, because the checker takes `'self'` in a page's own policy at its word,
// and a file on disk has no self.

import { spawn } from "node:child_process";
import { createReadStream, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, relative, resolve, sep } from "node:path";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const site = resolve(process.argv[2]);
const vnu = createRequire(import.meta.url).resolve("vnu-jar/package.json");
const jar = join(dirname(vnu), "build", "dist", "vnu.jar");

const names = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && [".html", ".css"].includes(extname(entry.name)))
  .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();

// Properties that browsers know and the checker's list does not: they only place what a script shows, or outline words.
const NEWER = ["anchor-name", "position-anchor", "position-area", "position-try-fallbacks", "paint-order"];
const filter = `.*Property .(?:${NEWER.join("|")}). doesn.t exist.*`;

const server = createServer((request, response) => {
  const path = normalize(join(site, decodeURIComponent(new URL(request.url, "http://site").pathname)));
  if (!path.startsWith(site + sep)) return response.writeHead(404).end();
  response.setHeader("Content-Type", `${TYPES[extname(path)] ?? "application/octet-stream"}; charset=utf-8`);
  createReadStream(path)
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
});

server.listen(0, "127.0.0.1", () => {
  const home = `http://127.0.0.1:${server.address().port}/`;
  const options = [
    "-Xss4m",
    "-Dnu.validator.servlet.allow-forbidden-hosts=true", // this machine itself
    "-Dnu.validator.servlet.allowed-address-type=all",
    "-jar",
    jar,
    "--also-check-css",
    "--stdout",
    "--Werror",
    "--filterpattern",
    filter,
    ...names.map((name) => home + name),
  ];
  const checker = spawn("java", options, { stdio: ["ignore", "inherit", "inherit"] });
  checker.on("exit", (code) => {
    server.close();
    console.log(`Nu HTML checker: ${names.length} pages and style sheets, ${code === 0 ? "0 errors, 0 warnings" : "findings above"}.`);
    process.exitCode = code === 0 ? 0 : 1;
  });
});
