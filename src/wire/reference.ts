// The reference that a person reads, as one static page made from the OpenAPI document. It runs no script, loads nothing from
// elsewhere, and escapes everything: serve it with a policy as strict as REFERENCE_POLICY.
import type { OpenApi } from './openapi.ts'
import { escaped, schemaHtml } from './reference-schema.ts'

export const REFERENCE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

type Operation = {
  operationId: string
  summary: string
  description?: string
  tags?: string[]
  parameters: { name: string; in: string; required: boolean; description?: string; schema: object }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
type Media = { schema?: object; example?: unknown; examples?: Record<string, { summary?: string; value: unknown }> }
type Placed = { method: string; path: string; operation: Operation }

/** `styleHref` is where referenceCss is served. */
export function referenceOf(document: OpenApi, { styleHref }: { styleHref: string }): string {
  const info = document.info as { title: string; version: string; description: string }
  const groups = grouped(document)
  const menu = groups.map(([tag, placed]) => `<li><a href="#tag-${anchor(tag)}">${escaped(tag)}</a><ul>${placed.map(menuLine).join('')}</ul></li>`).join('')
  const parts = groups.map(([tag, placed]) => `<section id="tag-${anchor(tag)}"><h2>${escaped(tag)}</h2>${aboutTag(document, tag)}${placed.map(operationHtml).join('')}</section>`).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escaped(info.title)}</title><link rel="stylesheet" href="${escaped(styleHref)}"></head>
<body><nav aria-label="Operations"><ul>${menu}<li><a href="#schemas">Schemas</a></li></ul></nav>
<main><h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>${paragraphs(info.description)}${parts}${schemasHtml(document)}</main></body></html>`
}

function grouped(document: OpenApi): [string, Placed[]][] {
  const groups = new Map<string, Placed[]>()
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = (operation as Operation).tags?.[0] ?? 'other'
      groups.set(tag, [...(groups.get(tag) ?? []), { method: method.toUpperCase(), path, operation: operation as Operation }])
    }
  }
  return [...groups]
}

function menuLine({ operation }: Placed): string {
  return `<li><a href="#${anchor(operation.operationId)}">${escaped(operation.summary)}</a></li>`
}

function aboutTag(document: OpenApi, tag: string): string {
  const tags = document.tags as { name: string; description?: string }[]
  return paragraphs(tags.find((one) => one.name === tag)?.description ?? '')
}

function operationHtml({ method, path, operation }: Placed): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const answers = Object.entries(responses).map(([status, one]) => `<h4>${escaped(status)}</h4>${paragraphs(one.description)}${contentHtml(one.content)}`)
  return `<article id="${anchor(operationId)}"><h3>${escaped(summary)} <a class="anchor" href="#${anchor(operationId)}" aria-label="Link to this">#</a></h3>
<p class="line"><b>${escaped(method)}</b> <code>${escaped(path)}</code></p>${paragraphs(description ?? '')}
${parameters.length > 0 ? parametersHtml(parameters) : ''}${requestBody ? `<h4>Body</h4>${contentHtml(requestBody.content)}` : ''}
<details><summary>Answers: ${escaped(Object.keys(responses).join(', '))}</summary>${answers.join('')}</details></article>`
}

function parametersHtml(parameters: Operation['parameters']): string {
  const rows = parameters.map(
    (one) => `<tr><td><code>${escaped(one.name)}</code></td><td>${escaped(one.in)}${one.required ? ', required' : ''}</td><td>${schemaHtml(one.schema)} ${escaped(one.description ?? '')}</td></tr>`,
  )
  return `<table><thead><tr><th>Parameter</th><th>Where</th><th>What</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function contentHtml(content: Record<string, Media> = {}): string {
  return Object.entries(content).map(([type, media]) => `<p><code>${escaped(type)}</code></p>${media.schema ? schemaHtml(media.schema) : ''}${examplesHtml(media)}`).join('')
}

function examplesHtml({ example, examples = {} }: Media): string {
  const shown = [...(example === undefined ? [] : [{ summary: 'Example', value: example }]), ...Object.values(examples)]
  return shown.map((one) => `<p>${escaped(one.summary ?? 'Example')}</p><pre>${escaped(JSON.stringify(one.value, null, 2))}</pre>`).join('')
}

function schemasHtml(document: OpenApi): string {
  const { schemas } = document.components as { schemas: Record<string, object> }
  const parts = Object.entries(schemas).map(([name, schema]) => `<article id="schema-${anchor(name)}"><h3>${escaped(name)}</h3>${schemaHtml(schema)}</article>`)
  return `<section id="schemas"><h2>Schemas</h2>${parts.join('')}</section>`
}

function paragraphs(text: string): string {
  return text === '' ? '' : text.split(/\n{2,}/).map((one) => `<p>${escaped(one)}</p>`).join('')
}

function anchor(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '-')
}

export const referenceCss = `:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--paper:#fff;--panel:#f4f6f8;--line:#d5dae0;--link:#0b57b0}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa5b1;--paper:#14171b;--panel:#1d2228;--line:#363d46;--link:#7db4f5}}
*{box-sizing:border-box}body{margin:0;display:grid;grid-template-columns:17rem minmax(0,1fr);font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);font-size:.875rem}nav ul{list-style:none;margin:0;padding-left:.75rem}
main{max-width:56rem;padding:1.5rem 2rem}a{color:var(--link)}small,.anchor{color:var(--soft);font-weight:400}article{border-top:1px solid var(--line);padding:1rem 0}
code,pre{font:.875rem/1.5 ui-monospace,monospace}pre{background:var(--panel);padding:.75rem;overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}dl{margin:.25rem 0 .25rem .25rem;padding-left:.75rem;border-left:2px solid var(--line)}dd{margin:0 0 .4rem 1rem;color:var(--soft)}
summary{cursor:pointer}@media (max-width:50rem){body{display:block}nav{position:static;height:auto}}`
