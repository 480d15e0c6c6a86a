/** Compiles tests/*.test.ts and runs them:   node test.mjs [word in the file's name] */
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const word = process.argv[2] ?? "";
const names = (await readdir(join(here, "tests"))).filter((name) => name.endsWith(".test.ts") && name.includes(word));
if (names.length === 0) throw new Error(`no test has '${word}' in its name`);

await rm(join(here, "build/tests"), { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: names.map((name) => `tests/${name}`),
  outdir: "build/tests",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node18",
  sourcemap: "inline",
  logLevel: "warning",
});
const compiled = names.map((name) => join(here, "build/tests", name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled], { stdio: "inherit", cwd: here });
process.exit(status ?? 1);
