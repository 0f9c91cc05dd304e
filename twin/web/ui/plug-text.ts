import { lastSegment } from '../../model/path.ts'
import type { Translator } from '../i18n/translator.ts'

/** An outlet that a cord is plugged into. */
interface Plug {
  readonly pdu: string
  readonly outlet: number
  readonly bank?: string | undefined
}

/** An outlet with its rack PDU and bank. */
export function plugText({ bank, outlet, pdu }: Plug, { count, t }: Pick<Translator, 'count' | 't'>): string {
  const values = { pdu: lastSegment(pdu), outlet: count(outlet), bank: bank ?? '' }
  return t(bank === undefined ? 'stranded.outlet' : 'stranded.outletOfBank', values)
}
