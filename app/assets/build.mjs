// Bundles css/, js/ and img/ into ../static/dist under names that carry their content's hash,
// and lists them in manifest.json, by which the pages find them.
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../static/dist");

const entries = [
  "css/app.scss",
  ...["app", "board", "uploads", "media", "leaf", "timeline", "closer", "order"].map((name) => `js/${name}.js`),
];
const images = "img/**/*";
const weights = { min: 400, max: 700 };

const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css, loadedUrls } = compile(path, {
        loadPaths: [join(here, "node_modules")],
        quietDeps: true,
        silenceDeprecations: ["import"], // Bootstrap 5.3 is still written with @import
      });
      return { contents: css, loader: "css", resolveDir: here, watchFiles: loadedUrls.map(fileURLToPath) };
    });
  },
};

// A variable font brings weights from hairline to black; we set text in a part of them.
const fonts = {
  name: "fonts",
  setup(build) {
    build.onLoad({ filter: /-wght-normal\.woff2$/ }, async ({ path }) => ({
      contents: await subsetFont(await readFile(path), await lettersOf(path), {
        targetFormat: "woff2",
        variationAxes: { wght: weights },
      }),
      loader: "file",
    }));
  },
};

// "…/literata-cyrillic-ext-wght-normal.woff2" holds what unicode.json of its package says of "cyrillic-ext".
async function lettersOf(path) {
  const ranges = JSON.parse(await readFile(join(dirname(path), "../unicode.json")));
  const subset = Object.keys(ranges)
    .sort((a, b) => b.length - a.length)
    .find((name) => basename(path).endsWith(`-${name}-wght-normal.woff2`));
  return ranges[subset].split(",").map(lettersIn).join("");
}

function lettersIn(range) {
  const [first, last = first] = range.slice("U+".length).split("-").map((digits) => parseInt(digits, 16));
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, step) => first + step));
}

// app.scss becomes app.css; an image keeps its path below img/; a font keeps its file's name.
function publicName(source, output) {
  if (entries.includes(source)) return basename(source, extname(source)) + extname(output);
  return source.startsWith("img/") ? source.slice("img/".length) : basename(source);
}

function manifestOf(outputs) {
  const files = Object.entries(outputs).map(([output, { entryPoint, inputs }]) => [
    publicName(entryPoint ?? Object.keys(inputs)[0], output),
    relative(dist, join(here, output)),
  ]);
  return Object.fromEntries(files.sort());
}

// Pages being served keep their files until the new manifest is in place.
async function publish(manifest) {
  await writeFile(join(dist, "manifest.new"), JSON.stringify(manifest, null, 2) + "\n");
  await rename(join(dist, "manifest.new"), join(dist, "manifest.json"));
  const current = new Set(["manifest.json", ...Object.values(manifest)]);
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !current.has(relative(dist, file))) await rm(file);
  }
}

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [...entries, images],
  outdir: dist,
  outbase: ".",
  bundle: true,
  minify: true,
  metafile: true,
  target: "es2022",
  format: "iife",
  entryNames: "[name].[hash]",
  assetNames: "[name].[hash]",
  loader: { ".svg": "copy", ".png": "copy", ".ico": "copy" },
  plugins: [styles, fonts],
  logLevel: "warning",
});
await publish(manifestOf(metafile.outputs));
