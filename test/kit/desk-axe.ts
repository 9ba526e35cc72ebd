/** What axe finds serious on a page as it stands. It is run beside the page's policy, not through it: no script of ours is loosened for it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Found = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }

/** What another theme or another direction may change of a page that is the same otherwise. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** Empty where there is nothing serious. By all rules, or by those alone that depend on how a page looks. */
export async function seriousFindings(page: Page, rules: 'all' | 'of looks' = 'all'): Promise<string[]> {
  if (!await page.evaluate('"axe" in window')) await page.evaluate(source)
  const options = { resultTypes: ['violations'], ...(rules === 'of looks' && { runOnly: { type: 'rule', values: rulesOfLooks } }) }
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`) as Found[]
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n  ${failureSummary ?? ''}`))
}
