// A page per problem, so that the `type` of every problem leads somewhere. Static text without script; everything in it is escaped.

import { isProblemCode, problemCodes, problems } from './problems.ts'

export const problemPages = { index: problemIndex, page: problemPage }

export function problemIndex(): string {
  const rows = problemCodes.map(code => `<tr><td><a href="/docs/problems/${code}"><code>${code}</code></a></td><td>${problems[code].status}</td><td>${escaped(problems[code].title)}</td></tr>`)
  return page('Problems', `<p>Every way in which the native API says no. The order is that of precedence, as far as a decision is concerned.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Title</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`)
}

/** Null for a code that there is not. */
export function problemPage(code: string): string | null {
  if (!isProblemCode(code)) return null
  const { status, title, detail, next, transient } = problems[code]
  return page(title, `<p><code>${code}</code>, status ${status}</p>
<p>${marked(detail)}</p>
<h2>What to do next</h2>
<p>${marked(next)}</p>
<h2>Does repeating help?</h2>
<p>${transient ? 'Yes: it passes by itself. Repeat the same request with the same Idempotency-Key.' : 'No: the same request gets the same answer.'}</p>
<p><a href="/docs/problems">All problems</a></p>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - Parley</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><main>
<h1>${escaped(title)}</h1>
${body}
</main></body>
</html>
`
}

/** Words between backticks are code. */
const marked = (text: string): string => escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>')

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, mark => marks[mark]!)
