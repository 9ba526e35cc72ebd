/** What the tests need of a Markdown text: its fenced blocks, its links and the anchors that links may name. Not a parser. */

/** `rest` is what stands behind the language: `sh not-run: reason`. */
export type Block = { language: string; rest: string; text: string; line: number }

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: { language: string; rest: string; line: number; from: number } | null = null
  const lines = text.split('\n')
  lines.forEach((line, at) => {
    const fence = /^```(\S*)\s*(.*)$/.exec(line)
    if (!fence) return
    if (open === null) open = { language: fence[1]!, rest: fence[2]!, line: at + 1, from: at + 1 }
    else {
      const { language, rest, line: first, from } = open
      blocks.push({ language, rest, line: first, text: lines.slice(from, at).join('\n') })
      open = null
    }
  })
  return blocks
}

export const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '')

export type Link = { path: string; anchor: string }

/** Links within the repository, pictures included; addresses of other places are not looked at. */
export function linksOf(text: string): Link[] {
  const prose = withoutBlocks(text).replace(/`[^`\n]*`/g, '')
  const marked = [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(found => found[1]!)
  return marked.filter(target => !/^[a-z]+:/.test(target)).map(target => {
    const [path, anchor] = target.split('#')
    return { path: path!, anchor: anchor ?? '' }
  })
}

/** As GitHub makes them from headings. */
export function anchorsOf(text: string): Set<string> {
  const headings = withoutBlocks(text).matchAll(/^#{1,6}\s+(.*)$/gm)
  return new Set([...headings].map(([, heading]) => heading!.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-')))
}
