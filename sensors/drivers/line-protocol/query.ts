import type { IncomingMessage } from 'node:http'
import { bodyText } from './body.ts'

const MOST_QUERY = 16_384

/**
 * What senders ask before they write: Telegraf creates its database and looks whether it is there. Nothing is kept here to be queried, and
 * other questions are answered so.
 */
export async function answerQuery(
  request: IncomingMessage,
  url: URL,
  database: string | undefined,
): Promise<{ readonly status: number; readonly body: object }> {
  const form = request.method === 'POST' ? new URLSearchParams(await bodyText(request, MOST_QUERY)) : undefined
  const text = (url.searchParams.get('q') ?? form?.get('q') ?? '').trim()
  if (/^create\s+(?:database|retention\s+policy)\s/i.test(text)) return result({})
  if (/^show\s+databases\s*;?$/i.test(text)) {
    return result({ series: [{ name: 'databases', columns: ['name'], values: [[database ?? 'oblak']] }] })
  }
  return result({ error: 'nothing can be queried here; ask the store or the REST interface' })
}

function result(content: object) {
  return { status: 200, body: { results: [{ statement_id: 0, ...content }] } }
}
