import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { ChainRow } from './chain-rows.ts'
import { phasesText } from './phases-text.ts'
import { rowTexts } from './use-row-texts.ts'

interface ChainTableProps {
  readonly site: string
  readonly rows: readonly ChainRow[]
  readonly onPress: (row: ChainRow) => void
}

/** The diagram as a table: each symbol a row, with the button that lets it fail. */
export function ChainTable({ site, rows, onPress }: ChainTableProps) {
  const { estate, whatIf } = useTwin()
  const translator = useTranslator()
  const { t, measured } = translator
  const isWhatIf = useStore(whatIf, ({ failed }) => failed.length > 0)
  const nameOfPath = (path: string) => {
    const thing = estate.find(path)
    return thing ? translator.nameOf(thing) : path
  }
  const cells = (row: ChainRow) => {
    const { after, alone, fullName, kind } = rowTexts(row, estate, translator, isWhatIf)
    return {
      ...{ name: fullName, kind },
      now: measured(row.watts, 'W'),
      share: measured(row.now?.share, 'share'),
      worst: measured(row.worst?.share, 'share'),
      phases: phasesText(row.phases, translator),
      by: row.by === undefined ? '' : nameOfPath(row.by),
      fate: isWhatIf ? [fateOf(row, after), alone].filter((part) => part !== '').join('; ') : '',
    }
  }
  const fateOf = (row: ChainRow, after: string) =>
    row.fate === 'holds' || row.fate === 'lost' || row.after === undefined
      ? `${t(`singleLine.${row.fate}`)}${row.after?.hasPower || row.onBattery !== undefined ? ` ${after}` : ''}`
      : after
  const columns = [
    'name',
    'kind',
    'now',
    'share',
    'phases',
    'worstShare',
    'by',
    ...(isWhatIf ? (['then'] as const) : []),
  ] as const
  return (
    <Section
      flush
      title={t('view.table')}
      tools={
        <CsvButton
          label={t('singleLine.csvLabel')}
          fileName={`${site}-power`}
          rows={() => [
            [...columns.map((column) => t(`singleLine.${column}`)), 'path'],
            ...rows.map((row) => {
              const { by, fate, kind, name, now, phases, share, worst } = cells(row)
              return [name, kind, now, share, phases, worst, by, ...(isWhatIf ? [fate] : []), row.paths.join(' ')]
            }),
          ]}
        />
      }
    >
      <table className="chain-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={NUMBERS.has(column) ? 'is-number' : undefined}>
                {t(`singleLine.${column}`)}
              </th>
            ))}
            <th scope="col">{t('singleLine.whatIf')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { by, fate, kind, name, now, phases, share, worst } = cells(row)
            const [path = ''] = row.paths
            return (
              <tr key={row.key} className={`is-${row.fate}`}>
                <th scope="row">
                  {row.paths.length === 1 ? (
                    <ThingLink path={path}>{row.fate === 'lost' ? <del>{name}</del> : name}</ThingLink>
                  ) : (
                    name
                  )}
                </th>
                <td>{kind}</td>
                <td className="is-number">{now}</td>
                <td className="is-number">{share}</td>
                <td className="is-number">{phases}</td>
                <td className="is-number">{worst}</td>
                <td>{by}</td>
                {isWhatIf && <td>{fate}</td>}
                <td>
                  <PressButton row={row} name={name} onPress={onPress} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

const NUMBERS: ReadonlySet<string> = new Set(['now', 'share', 'phases', 'worstShare'])

function PressButton({
  row,
  name,
  onPress,
}: {
  readonly row: ChainRow
  readonly name: string
  readonly onPress: (row: ChainRow) => void
}) {
  const { t } = useTranslator()
  const what = row.paths.length > 1 ? 'unfold' : row.fate === 'lost' ? 'takeBack' : 'fail'
  return (
    <button type="button" onClick={() => onPress(row)} aria-label={t(`singleLine.${what}Label`, { name })}>
      {t(`singleLine.${what}`)}
    </button>
  )
}
