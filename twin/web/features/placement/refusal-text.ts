import type { PlaceView } from '../../../protocol/planning.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import { hasMessage } from '../../i18n/has-message.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { PlacementQuestion } from '../../state/placement-question.ts'

/** As the server writes the nodes of the chain: `power feed of side b`. */
const NODE = '([\\w ]+?)(?: of side ([ab]))?'
const FULL = new RegExp(`^${NODE} beyond its limit(?: after the loss of an? ${NODE})?$`)
const UNKNOWN = new RegExp(`^rating of an? ${NODE} not known$`)

/** Why racks take none of what was asked, in the page's language; what there is no word for as the server says it. */
export function refusalText(
  { code, reason }: Pick<PlaceView['refusals'][number], 'code' | 'reason'>,
  asked: PlacementQuestion,
  { figure, t }: Pick<Translator, 'figure' | 't'>,
): string {
  const [, full, fullSide, lost, lostSide] = FULL.exec(reason) ?? []
  if (full !== undefined) {
    const values = { what: nodeText(full, fullSide, t), lost: nodeText(lost ?? '', lostSide, t) }
    return t(lost === undefined ? 'placement.no.full' : 'placement.no.fullAfter', values)
  }
  const [, unknown, side] = UNKNOWN.exec(reason) ?? []
  if (unknown !== undefined) return t('placement.no.rating', { what: nodeText(unknown, side, t) })
  const key = `placement.no.${code.replaceAll(' ', '-')}`
  if (!hasMessage(key)) return reason
  return t(key, {
    units: figure(asked.units, 'U'),
    watts: figure(asked.watts, 'W'),
    weight: figure(asked.weight ?? 0, 'kg'),
    ports: asked.ports ?? 0,
    feeds: asked.feeds,
    spread: t(`placement.spread.${asked.spread ?? 'none'}`),
  })
}

/** What was not asked and so is not looked at: weight, ports or both. */
export function notLookedAt(asked: PlacementQuestion, t: Translator['t']): string {
  const left = (['weight', 'ports'] as const).filter((name) => asked[name] === undefined)
  return left.map((name) => t(`placement.row.${name}`)).join(', ')
}

function nodeText(words: string, side: string | undefined, t: Translator['t']): string {
  const kind = `kind.${words.toLowerCase().replaceAll(' ', '-')}`
  const name = hasMessage(kind) ? t(kind) : words === 'bank of outlets' ? t('placement.bank') : words
  return side === undefined ? name : `${name} (${t(`rack.side.${side}` as MessageKey)})`
}
