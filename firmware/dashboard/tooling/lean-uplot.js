// Vite plugin: takes from uPlot what hangs on its default export but is not used here, so that the bundler can leave it out.

const unused = [
  'uPlot.join = join;',
  'uPlot.fmtDate = fmtDate;',
  'uPlot.tzDate  = tzDate;',
  'uPlot.rangeLog = rangeLog;',
  'uPlot.rangeAsinh = rangeAsinh;',
  'uPlot.orient   = orient;',
  '(paths.bars    = bars);',
  '(paths.spline  = monotoneCubic);',
];

/** @returns {import('vite').Plugin} */
export function leanUplot() {
  return {
    name: 'lean-uplot',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/uPlot.esm.js')) {
        return null;
      }
      for (const line of unused) {
        if (!code.includes(line)) {
          throw new Error(`uPlot has no "${line}" any more: see tooling/lean-uplot.js.`);
        }
        code = code.replace(line, '');
      }
      return { code, map: null };
    },
  };
}
