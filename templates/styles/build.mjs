// Makes poai/static/poai.css and its mirrored copy from the SCSS here and the classes that templates/ uses.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const templates = dirname(here);
const out = join(templates, "..", "poai", "static");

const pages = readdirSync(templates, { recursive: true })
  .filter((name) => name.endsWith(".html") && !name.startsWith("styles"))
  .sort()
  .map((name) => ({ raw: readFileSync(join(templates, name), "utf8"), extension: "html" }));

// Elements that Markdown pages may hold although no template names them.
const written = ["h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "table", "th", "td", "blockquote", "hr", "dl", "dt", "dd"];

const source = compile(join(here, "poai.scss"), { loadPaths: [join(here, "node_modules")], quietDeps: true });
const [purged] = await new PurgeCSS().purge({
  content: pages,
  css: [{ raw: source.css }],
  defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
  // Our own classes are few and pages pick from them; what goes is the part of GOV.UK Frontend that nobody uses.
  safelist: { standard: [...written, /^app-/, /^print-large$/] },
});

// Old enough for a ten-year-old phone's last update, new enough to know logical properties.
const targets = { safari: 15 << 16, ios_saf: 15 << 16, chrome: 92 << 16, firefox: 91 << 16 };

function finish(name, css) {
  const { code } = transform({ filename: name, code: Buffer.from(css), minify: true, targets });
  const text = code.toString();
  for (const unwanted of ["@font-face", "GDS Transport", "crown", "crest", "url("]) {
    if (text.includes(unwanted)) throw new Error(`${name} must not hold "${unwanted}"`);
  }
  writeFileSync(join(out, name), text + "\n");
  console.log(`${name}: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} gzipped`);
}

// rtlcss does not turn clipped shapes; and it turns the tick of a checkbox, which must stay as it is.
function mirror(css) {
  const turned = rtlcss
    .process(css)
    .replaceAll("polygon(0% 0%, 100% 50%, 0% 100%)", "polygon(100% 0%, 0% 50%, 100% 100%)");
  return turned + ".govuk-checkboxes__label::after { transform: scaleX(-1) rotate(45deg); }";
}

finish("poai.css", purged.css);
finish("poai.rtl.css", mirror(purged.css));
