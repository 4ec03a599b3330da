import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { type Plugin, defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** htmx can evaluate strings from attributes. Our pages forbid it twice: by policy, and by leaving the call out. */
const withoutEval: Plugin = {
  name: "without-eval",
  transform(code, id) {
    if (!id.includes("htmx.org")) return null;
    if (!code.includes("return eval(str)"))
      this.error("htmx no longer evaluates where we expect it: look again.");
    return { code: code.replace("return eval(str)", "throw new Error(`not evaluated: ${str}`)"), map: null };
  },
};

/** rrweb is one file. Under a second name it is cut twice: what records does not carry what replays. */
const rrwebTwice: Plugin = {
  name: "rrweb-twice",
  resolveId: (id) => (id === "rrweb-to-replay" ? "\0rrweb-to-replay.js" : null),
  load: (id) =>
    id === "\0rrweb-to-replay.js" ? readFileSync(here("../node_modules/rrweb/dist/rrweb.js"), "utf8") : null,
};

/** What is text lies there packed, too: the server sends the smallest that a browser takes. */
const packed: Plugin = {
  name: "packed",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue;
        const text = file.type === "chunk" ? file.code : file.source;
        const gzip = gzipSync(text, { level: 9 });
        if (gzip.length >= Buffer.byteLength(text)) continue;
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzip });
        this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotliCompressSync(text) });
      }
    },
  },
};

/** Hashed files and a manifest that the `assets` template tag reads. */
export default defineConfig({
  root: here(".."),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [withoutEval, rrwebTwice, packed],
  build: {
    outDir: here("../src/greenroom/static/build"),
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    // The first browsers with light-dark(), cascade layers, :has() and container queries.
    target: ["chrome123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        styles: here("styles/main.css"),
        app: here("app.ts"),
        candidate: here("candidate.ts"),
        interview: here("interview.ts"),
        room: here("room.ts"),
        capture: here("capture.ts"),
        replay: here("replay.ts"),
      },
      output: { codeSplitting: { groups: [{ name: "htmx", test: /node_modules[\\/]htmx\.org/ }] } },
    },
  },
});
