// Vite plugin: puts the one script and the one style sheet of the build into the HTML page, so that a board serves a single file.

/** @returns {import('vite').Plugin} */
export function singleFile() {
  return {
    name: 'single-file',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const page = only(files.filter((file) => file.fileName.endsWith('.html')), 'page');
      const script = only(files.filter((file) => file.type === 'chunk'), 'script');
      const style = only(files.filter((file) => file.fileName.endsWith('.css')), 'style sheet');

      const css = text(style.source).trim();
      const js = script.code.trim();
      refuse(css, /<\/style/i);
      refuse(js, /<\/script|<!--/i);

      // Replacements are functions: in a replacement string, "$&" in the minified code would mean something.
      page.source = text(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/, '')
        .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n  <style>${css}</style>`)
        .replace('</head>', () => `  <script type="module">${js}</script>\n</head>`)
        .replace(/\n\s+/g, '\n')
        .replace(/\r/g, '');

      delete bundle[script.fileName];
      delete bundle[style.fileName];
      const rest = Object.keys(bundle).filter((name) => name !== page.fileName);
      if (rest.length > 0) {
        throw new Error(`These files would have to be fetched by the page: ${rest.join(', ')}`);
      }
    },
  };
}

function only(files, what) {
  if (files.length !== 1) {
    throw new Error(`Expected one ${what} in the build, found ${files.length}.`);
  }
  return files[0];
}

function text(source) {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

function refuse(source, pattern) {
  const found = pattern.exec(source);
  if (found) {
    throw new Error(`${found[0]} inside an inline element would end it early.`);
  }
}
