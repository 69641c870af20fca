import { svelte } from "@sveltejs/vite-plugin-svelte";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

// Where `allegedly serve` listens while somebody works on the interface with `npm run dev`.
const server = loadEnv("", ".", "ALLEGEDLY_").ALLEGEDLY_SERVER ?? "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/allegedly/web/static",
    emptyOutDir: true,
    target: "es2022",
    // light-dark() as it is written: every browser that the interface is for has it.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The page's Content-Security-Policy allows no data: fonts and no inline style, so nothing is inlined.
    assetsInlineLimit: 0,
    // What the licences of the packages in it ask for; it stands beside the page and is in the wheel.
    license: { fileName: "licences.md" },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": { target: server, changeOrigin: true } } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
