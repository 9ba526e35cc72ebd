// What is shown where the desk was not built, without any script.

export function notBuiltPage(trouble: string | null): string {
  const why = trouble === null ? '' : `<p>When it was built last, this went wrong:</p><pre>${escaped(trouble.slice(0, 4000))}</pre>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The desk is not built</title></head><body>
<h1>The desk is not built</h1>
<p>Start Parley by <code>npm start</code> in its checkout, with its development dependencies installed: that builds the desk. Nothing else depends on it: the API is at <a href="/v1/disputes">/v1</a>, its documentation at <a href="/docs">/docs</a>.</p>
${why}</body></html>\n`
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
