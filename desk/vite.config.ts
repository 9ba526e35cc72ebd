/** How the desk becomes files: hashed names, nothing inline, no address but its own. `scripts/desk.cjs` calls it and says where to. */
import { createRequire } from 'node:module'
import { defineConfig, type Plugin } from 'vite'

process.env['NODE_ENV'] = 'production'

/**
 * React comes as CommonJS. Read as modules with names it needs no helper of the bundler, which the first page and every screen would share in
 * a file of its own: one request more before the first row.
 */
function commonJsAsModules(): Plugin {
  const isOurs = (path: string): boolean => /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store)\//.test(path)
  return {
    name: 'commonjs-as-modules', enforce: 'pre',
    transform(code, path) {
      if (!isOurs(path)) return null
      const require = createRequire(path)
      const needed = [...new Set([...code.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, id]) => id!))].filter(id => !id.includes('development'))
      const names = Object.keys(require(path) as object).filter(name => /^[A-Za-z]\w*$/.test(name))
      return [
        ...needed.map((id, at) => `import needed${at} from ${JSON.stringify(id)}`),
        'const module = { exports: {} }', `;(function (module, exports, require) {\n${code}\n})(module, module.exports, id => ({ ${needed.map((id, at) => `${JSON.stringify(id)}: needed${at}`).join(', ')} })[id])`,
        'export default module.exports', `export const { ${names.join(', ')} } = module.exports`,
      ].join('\n')
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/desk/',
  plugins: [commonJsAsModules()],
  build: {
    target: 'es2023',
    // Older ones know no `:dir()`: it would be taken for a list of languages, and nothing would turn round.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    emptyOutDir: true,
    // Anything inlined as a data: address would be refused by the page's own policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Everything that the first page needs is one file.
        codeSplitting: { groups: [{ name: 'index', test: /\/desk\/main\.tsx$/ }] },
        entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
})
