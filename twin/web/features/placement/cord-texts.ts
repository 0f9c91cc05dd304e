import { lastSegment } from '../../../model/path.ts'
import type { Thing } from '../../../model/things.ts'
import type { PlaceView } from '../../../protocol/planning.ts'
import type { ThingAnswer } from '../../../protocol/rest.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import type { Translator } from '../../i18n/translator.ts'

/** Each cord in words: side, feed, rack PDU with its bank, and the lines that it draws from. */
export function cordTexts(
  cords: PlaceView['places'][number]['cords'],
  rack: Pick<ThingAnswer, 'children' | 'powerChains'> | undefined,
  { nameOf, t }: Pick<Translator, 'nameOf' | 't'>,
): readonly string[] {
  const children = (rack?.children ?? []) as unknown as readonly Thing[]
  return cords.map(({ bank, pdu }) => {
    const thing = children.find(({ path }) => path === pdu)
    const isPdu = thing?.kind === 'rack-pdu'
    const feed = rack?.powerChains
      .find(({ steps }) => steps.some(({ path }) => path === pdu))
      ?.steps.find(({ kind }) => kind === 'power-feed')
    const lines = isPdu ? thing.banks.find(({ name }) => name === bank)?.lines : undefined
    const parts = [
      isPdu ? t(`rack.side.${thing.side}` as MessageKey) : undefined,
      feed && nameOf(feed),
      `${isPdu ? nameOf(thing) : lastSegment(pdu)}${bank === undefined ? '' : ` ${bank}`}`,
      lines?.toUpperCase(),
    ]
    return parts.filter((part) => part !== undefined).join(' · ')
  })
}
