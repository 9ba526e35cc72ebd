/** How printed pages are put together. */
export const row = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`

export const page = (title: string, lines: readonly string[]): string => `# ${title}\n\n${lines.join('\n').trim()}\n`

/** What lies between the marks of a part, marks included. */
export function withPart(text: string, name: string, part: string): string {
  const [from, to] = [`<!-- ${name}: printed -->`, `<!-- end of ${name} -->`]
  const [start, end] = [text.indexOf(from), text.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`There is no place for the printed part ${name}`)
  return `${text.slice(0, start)}${from}\n${part}\n${text.slice(end)}`
}
