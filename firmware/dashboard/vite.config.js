import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';
import { leanUplot } from './tooling/lean-uplot.js';
import { singleFile } from './tooling/single-file.js';

const board = 'http://127.0.0.1:8080';
const artifacts = fileURLToPath(new URL('../../artifacts/', import.meta.url));

export default defineConfig({
  cacheDir: `${artifacts}obj/dashboard`,
  plugins: [leanUplot(), singleFile()],
  build: {
    outDir: `${artifacts}dashboard`,
    emptyOutDir: true,
    modulePreload: false,
    // light-dark(), which older ones do not know, is worth more than they are.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: board, changeOrigin: true },
      // A board accepts WebSockets from its own page only, so the development page's origin is rewritten to the board's.
      '/ws': { target: board, changeOrigin: true, ws: true, rewriteWsOrigin: true },
    },
  },
});
