/**
 * Builds the page into a folder that the viewer serves:   node build.mjs [FOLDER, default dist]
 * Every file of assets/ has a hash of its content in its name, so that browsers may keep it for ever, and beside every file
 * stands its gzip.
 */
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = resolve(process.argv[2] ?? join(here, "dist"));

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: ["src/main.ts"],
    outdir: folder,
    entryNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.outputs).map((path) => `/assets/${basename(path)}`);
}

/** index.html names its files as the sources do, main.js and main.css; the built ones have other names. */
async function writeIndex(assets) {
  let html = await readFile(join(here, "index.html"), "utf8");
  for (const kind of ["js", "css"]) {
    const built = assets.find((path) => path.endsWith(`.${kind}`));
    const named = `"main.${kind}"`;
    if (!built || !html.includes(named)) throw new Error(`index.html and the bundle must both have ${named}`);
    html = html.replace(named, `"${built}"`);
  }
  await writeFile(join(folder, "index.html"), html);
}

async function compressAll() {
  const files = (await readdir(join(folder, "assets"))).map((name) => join(folder, "assets", name));
  for (const file of [join(folder, "index.html"), ...files]) {
    const compressed = await promisify(gzip)(await readFile(file), { level: constants.Z_BEST_COMPRESSION });
    await writeFile(`${file}.gz`, compressed);
    console.log(`${compressed.length.toString().padStart(8)} bytes, gzip: ${file.slice(folder.length + 1)}`);
  }
}

for (const old of ["assets", "index.html", "index.html.gz"]) await rm(join(folder, old), { recursive: true, force: true });
await writeIndex(await bundle());
await compressAll();
