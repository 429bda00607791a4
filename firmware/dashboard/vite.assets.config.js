import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';

const artifacts = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const source = (name) => fileURLToPath(new URL(`src/${name}.ts`, import.meta.url));

// What the page loads when it is needed: the owner's part, and the languages beside English. Each is one file, which shares no code with the page.
export default defineConfig(({ mode }) => ({
  cacheDir: `${artifacts}obj/dashboard-${mode}`,
  publicDir: false,
  build: {
    outDir: `${artifacts}dashboard`,
    emptyOutDir: false,
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: source(mode === 'owner' ? 'owner/main' : 'i18n/languages'), formats: ['es'], fileName: () => `${mode}.js` },
    minify: true,
    reportCompressedSize: false,
  },
}));
