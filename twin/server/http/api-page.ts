interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly description?: string
    readonly schema: unknown
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
    >
  >
}

const API_PAGE_STYLE = `:root{color-scheme:light dark;font:14px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;text-transform:capitalize}
h3{font:600 15px/1.4 ui-monospace,monospace;margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8886;text-align:left;padding:.25rem .5rem;vertical-align:top}
pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:4px;max-height:24rem}
summary{cursor:pointer;min-height:24px}`

/** The API's description for people, made from the same document; one page without script or outside parts. */
export function apiPage(description: unknown): string {
  const { info, paths } = description as Document
  const tags = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const [tag = 'other'] = operation.tags
      tags.set(tag, [...(tags.get(tag) ?? []), section(method, path, operation)])
    }
  }
  const parts = [...tags].map(([tag, sections]) => `<section><h2>${escapeHtml(tag)}</h2>${sections.join('')}</section>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(info.title)} API</title><style>${API_PAGE_STYLE}</style></head><body><main>
<h1>${escapeHtml(info.title)} API ${escapeHtml(info.version)}</h1><p>${escapeHtml(info.description)}</p>
<p>Errors have the shape of RFC 9457: <code>title</code>, <code>status</code>, <code>detail</code> and a stable <code>code</code>.
The machine-readable description: <a href="/api/openapi.json">/api/openapi.json</a>.</p>${parts.join('')}</main></body></html>`
}

function section(method: string, path: string, operation: Operation): string {
  const rows = operation.parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${where}${required ? ', required' : ''}</td><td>${escapeHtml(description ?? '')}</td><td><code>${escapeHtml(JSON.stringify(schema))}</code></td></tr>`,
  )
  const table = rows.length
    ? `<table><thead><tr><th>name</th><th>in</th><th>meaning</th><th>schema</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
    : ''
  const body = operation.requestBody && schema('Body', operation.requestBody.content['application/json']?.schema)
  const { 200: good, ...bad } = operation.responses
  const problems = Object.entries(bad).map(
    ([status, { description }]) => `<tr><td>${escapeHtml(status)}</td><td>${escapeHtml(description)}</td></tr>`,
  )
  return `<h3>${method.toUpperCase()} ${escapeHtml(path)}</h3><p>${escapeHtml(operation.summary)}. ${escapeHtml(operation.description ?? '')}</p>${table}${body ?? ''}${schema('Answer', good?.content['application/json']?.schema)}<details><summary>Errors</summary><table>${problems.join('')}</table></details>`
}

function schema(title: string, json: unknown): string {
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(json, null, 2))}</pre></details>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
