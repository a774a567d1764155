// Builds app/static/dist: styles (left to right and right to left), one script, icons; hashed names, compressed twins, one manifest.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "..", "app", "static");
const dist = join(source, "dist");

function styles() {
  const { css } = sass.compile(join(here, "scss", "app.scss"), {
    style: "compressed",
    charset: false,
    loadPaths: [join(here, "node_modules")],
  });
  return { "app.css": css, "app.rtl.css": rtlcss.process(css) };
}

async function scripts() {
  const { outputFiles } = await build({
    entryPoints: [join(here, "js", "app.js")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    write: false,
  });
  return { "app.js": outputFiles[0].text };
}

const hashed = (name, text) => name.replace(/\.(?=[^.]+$)/, `.${createHash("sha256").update(text).digest("hex").slice(0, 10)}.`);

function write(name, text) {
  const bytes = Buffer.from(text);
  const target = join(dist, hashed(name, text));
  writeFileSync(target, bytes);
  writeFileSync(`${target}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${target}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return hashed(name, text);
}

// The web manifest names the icons by their hashed names, so it is written after them.
function icons(manifest) {
  for (const name of ["icon.svg", "icon-maskable.svg"]) manifest[name] = write(name, readFileSync(join(source, name), "utf8"));
  const text = readFileSync(join(source, "manifest.webmanifest"), "utf8").replace(/"(icon[^"]*\.svg)"/g, (_, name) => `"${manifest[name]}"`);
  manifest["manifest.webmanifest"] = write("manifest.webmanifest", text);
}

const manifest = {};
const texts = { ...styles(), ...(await scripts()) };
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [name, text] of Object.entries(texts)) manifest[name] = write(name, text);
icons(manifest);
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
