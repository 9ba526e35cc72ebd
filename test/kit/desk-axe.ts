/** What axe finds serious on a page as it stands. It is run beside the page's policy, not through it: no script of ours is loosened for it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Found = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }

/** Empty where there is nothing serious. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)') as Found[]
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n  ${failureSummary ?? ''}`))
}
