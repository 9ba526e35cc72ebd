/**
 * Compares what a document shows with what was answered. An object shows all its fields unless one is `"…"`; a list shows the shape of its
 * first items; words that a reader decides by are compared as they stand, everything else by its kind.
 */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

const decisive = new Set(['state', 'code', 'status', 'kind', 'currency', 'phase', 'verdict', 'fault', 'scope', 'account', 'accept'])

export function differences(shown: Json, found: Json, at = ''): string[] {
  if (shown === '…') return []
  if (kindOf(shown) !== kindOf(found)) return [`${at || 'the answer'} is ${kindOf(found)} and shown as ${kindOf(shown)}`]
  if (Array.isArray(shown)) return listDifferences(shown, found as Json[], at)
  if (shown !== null && typeof shown === 'object') return objectDifferences(shown, found as { [name: string]: Json }, at)
  const name = at.split('.').at(-1)!
  return decisive.has(name) && shown !== found ? [`${at} is ${JSON.stringify(found)} and shown as ${JSON.stringify(shown)}`] : []
}

function listDifferences(shown: Json[], found: Json[], at: string): string[] {
  const items = shown.filter(item => item !== '…')
  if (items.length === shown.length && items.length !== found.length) return [`${at} has ${found.length} items and ${shown.length} are shown`]
  if (items.length > found.length) return [`${at} has only ${found.length} items`]
  return items.flatMap((item, index) => differences(item, found[index]!, `${at}[${index}]`))
}

function objectDifferences(shown: { [name: string]: Json }, found: { [name: string]: Json }, at: string): string[] {
  const names = Object.keys(shown).filter(name => name !== '…')
  const missing = names.filter(name => !(name in found)).map(name => `${at}.${name} is shown and not answered`)
  const silent = '…' in shown ? [] : Object.keys(found).filter(name => !(name in shown)).map(name => `${at}.${name} is answered and not shown`)
  return [...missing, ...silent, ...names.filter(name => name in found).flatMap(name => differences(shown[name]!, found[name]!, `${at}.${name}`))]
}

function kindOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
}

/** Lines of text: `…` stands for anything, and so does every instant, id, hash and number of a port. */
export function lineDifferences(shown: string, found: string): string[] {
  const left = found.split('\n').map(line => line.trimEnd())
  return shown.split('\n').map(line => line.trimEnd()).filter(line => line !== '' && line !== '…').flatMap(line => {
    const at = left.findIndex(candidate => patternOf(line).test(candidate))
    if (at < 0) return [`this line is shown and not printed: ${line}`]
    left.splice(0, at + 1)
    return []
  })
}

function patternOf(line: string): RegExp {
  const loose = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+(?:\\\.\d+)?Z/g, '[-\\d:T.]+Z').replace(/(127\\\.0\\\.0\\\.1|localhost):\d+/g, '(127\\.0\\.0\\.1|localhost):\\d+')
    .replace(/\b(dsp|act|evd|whk|ntc|key|mch|req)_(?:[0-9a-z]+|…)/g, '$1_\\w+').replace(/…/g, '.*')
  return new RegExp(`^${loose}$`)
}
