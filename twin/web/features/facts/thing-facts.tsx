import type { Phase, Thing } from '../../../model/things.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import { hasMessage } from '../../i18n/has-message.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { useTwin } from '../../twin-context.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import './facts.css'

/** Fields with a unit, shown as figures. */
const FIGURES: Readonly<Record<string, string>> = {
  itCapacity: 'W',
  units: 'U',
  powerLimit: 'W',
  weightLimit: 'kg',
  rating: 'W',
  capacity: 'W',
  efficiency: 'share',
  voltage: 'V',
  amperage: 'A',
  derating: 'share',
  airflow: 'm3/s',
  waterFlow: 'm3/s',
  supplyTemperature: 'Cel',
  floorArea: 'm2',
  floors: '1',
  outlets: '1',
}
/** Fields with a word. */
const WORDS = [
  'service',
  'use',
  'airClass',
  'role',
  'side',
  'manufacturer',
  'model',
  'type',
  'position',
  'face',
  'note',
] as const

/** A thing's declared figures, each with where it comes from. */
export function ThingFacts({ thing }: { readonly thing: Thing }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const fields = thing as unknown as Readonly<Record<string, unknown>>
  const lines = [
    ...Object.keys(FIGURES).flatMap((field) => figureLine(field, fields[field], thing, translator)),
    ...WORDS.flatMap((field) => wordLine(field, fields, estate, translator)),
    ...phaseLines(fields.phase, translator),
  ]
  return (
    <dl className="facts">
      {lines.map(({ key, text, source }) => (
        <div key={key} className="fact">
          <dt>{t(`field.${key}` as MessageKey)}</dt>
          <dd>
            {text}
            {source && (
              <>
                {' '}
                <Provenance word={source} />
              </>
            )}
          </dd>
        </div>
      ))}
      <div className="fact">
        <dt>{t('field.source')}</dt>
        <dd>
          <Provenance word={thing.source} />
        </dd>
      </div>
    </dl>
  )
}

interface FactLine {
  readonly key: string
  readonly text: string
  readonly source?: string
}

function figureLine(field: string, value: unknown, thing: Thing, { figure }: Translator): FactLine[] {
  if (typeof value !== 'number') return []
  // The rating of a transformer is apparent power.
  const unit = field === 'rating' && thing.kind === 'transformer' ? 'VA' : (FIGURES[field] ?? '1')
  return [{ key: field, text: figure(value, unit), source: thing.sources?.[field] ?? thing.source }]
}

function wordLine(
  field: (typeof WORDS)[number],
  fields: Readonly<Record<string, unknown>>,
  estate: Pick<WebEstate, 'services'>,
  translator: Translator,
): FactLine[] {
  const value = fields[field]
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const word = `${field}.${value}`
  if (hasMessage(word)) return [{ key: field, text: translator.t(word) }]
  if (field === 'service') return [{ key: field, text: serviceName(estate, String(value), translator) }]
  const inSerbian = fields[`${field}Sr`]
  const nameSr = typeof inSerbian === 'string' ? inSerbian : undefined
  return [{ key: field, text: translator.nameOf({ name: String(value), nameSr }) }]
}

function phaseLines(phase: unknown, { t, day, nameOf }: Translator): FactLine[] {
  if (typeof phase !== 'object' || phase === null) return []
  const { name = '', nameSr, state, due } = phase as Partial<Phase>
  const word = `phase.${state}`
  return [
    { key: 'phase', text: [nameOf({ name, nameSr }), hasMessage(word) ? t(word) : state].filter(Boolean).join(', ') },
    ...(due ? [{ key: 'due', text: day(due) }] : []),
  ]
}
