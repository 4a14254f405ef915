import { defineConfig } from "vite";
import { inGerman } from "./german.js";

export default defineConfig({
  base: "./",
  plugins: [inGerman()],
  build: {
    target: "esnext", // the SDK uses top-level await
    assetsInlineLimit: 0, // olm fetches its .wasm by address
    chunkSizeWarningLimit: 2000,
  },
});
