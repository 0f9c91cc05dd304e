import type { Thing } from '../../../model/things.ts'
import type { FailView } from '../../../protocol/planning.ts'
import type { Translator } from '../../i18n/translator.ts'

/** Something on a thing's page that can be let fail by itself. */
export interface FailingRow {
  /** As /api/fail takes it. */
  readonly path: string
  readonly name: string
  /** What it serves, or what it goes to. */
  readonly detail: string
  /** It has a page of its own. */
  readonly isThing: boolean
}

/** The devices of a rack, the banks and outlets of a rack PDU, the supplies of a device; nothing of other things. */
export function failingRows(
  thing: Thing,
  children: readonly Thing[],
  translator: Translator,
  nameOfService: (word: string) => string,
): readonly FailingRow[] {
  const { nameOf, t } = translator
  const { path } = thing
  if (thing.kind === 'rack') {
    return children.flatMap((child): FailingRow[] => {
      if (child.kind !== 'device') return []
      const service = child.service ?? thing.service
      return [{ path: child.path, name: nameOf(child), detail: service ? nameOfService(service) : '', isThing: true }]
    })
  }
  if (thing.kind === 'device') {
    return thing.cords.map(({ outlet, pdu, supply }) => ({
      path: `${path}/supply-${supply}`,
      name: t('whatIf.supply', { number: supply }),
      detail: `${pdu.slice(pdu.lastIndexOf('/') + 1)}: ${t('whatIf.outlet', { number: outlet })}`,
      isThing: false,
    }))
  }
  if (thing.kind !== 'rack-pdu') return []
  const bankOf = (outlet: number) => thing.banks.find(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
  return [
    ...thing.banks.map(({ lines, name, outlets: [first, last] }, place) => ({
      path: `${path}/bank-${place + 1}`,
      name: t('whatIf.bank', { name }),
      detail: `${lines.toUpperCase()}, ${t('whatIf.outlets', { first, last })}`,
      isThing: false,
    })),
    ...Array.from({ length: thing.outlets }, (_, place) => ({
      path: `${path}/outlet-${place + 1}`,
      name: t('whatIf.outlet', { number: place + 1 }),
      detail: bankOf(place + 1)?.name ?? '',
      isThing: false,
    })),
  ]
}

/** What becomes of a device in an answer; undefined where nothing is said of it: it holds. */
export function fateOf(
  { down, exposed, throttled }: Pick<FailView['atOnce'], 'down' | 'exposed' | 'throttled'>,
  path: string,
): 'down' | 'throttled' | 'exposed' | undefined {
  const among = (list: readonly { readonly path: string }[]) => list.some((fate) => fate.path === path)
  return among(down) ? 'down' : among(throttled) ? 'throttled' : among(exposed) ? 'exposed' : undefined
}
