// The built desk as it was left in a folder: read once, and again only while there is none. A name is looked up among what is there;
// no path is ever made of a request.

import { readdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { extname, join } from 'node:path'

export type Served = { type: string; etag: string; bodies: Record<'identity' | 'br' | 'gzip', Uint8Array | null> }
export type Built = { page: string; files: ReadonlyMap<string, Served> }
export type Files = {
  /** Null where the desk is not built. */
  built(): Promise<Built | null>
  /** What went wrong when it was built last. */
  trouble(): Promise<string | null>
}

export function filesIn(folder: string): Files {
  let known: Promise<Built | null> | null = null
  return {
    async built() {
      known ??= readAll(folder)
      const built = await known
      if (!built) known = null
      return built
    },
    trouble: () => readFile(join(folder, 'trouble.txt'), 'utf8').catch(() => null),
  }
}

async function readAll(folder: string): Promise<Built | null> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
  if (page === null) return null
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
  const shown = names.filter(name => types[extname(name)] !== undefined && name !== 'index.html')
  const files = await Promise.all(shown.map(async name => [name.replaceAll('\\', '/'), await servedOf(folder, name, names)] as const))
  return { page, files: new Map(files) }
}

async function servedOf(folder: string, name: string, names: readonly string[]): Promise<Served> {
  const [identity, br, gzip] = await Promise.all([name, `${name}.br`, `${name}.gz`].map(each => (names.includes(each) ? readFile(join(folder, each)) : null)))
  return { type: types[extname(name)]!, etag: createHash('sha256').update(identity!).digest('base64url').slice(0, 22), bodies: { identity: identity!, br: br ?? null, gzip: gzip ?? null } }
}

const types: Record<string, string | undefined> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
}
