import type { Translator } from '../../i18n/translator.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { ChainRow } from './chain-rows.ts'

interface RowTexts {
  readonly name: string
  /** With how much is folded into it besides. */
  readonly fullName: string
  readonly kind: string
  /** `719 kW · 8.6 %` */
  readonly now: string
  /** In a what-if what becomes of it, else what it comes to at worst. */
  readonly after: string
  /** How many devices rest on it alone in the what-if; empty where none do that did not before. */
  readonly alone: string
}

/** What is written beside a symbol. */
export function useRowTexts(row: ChainRow): RowTexts {
  const { estate, whatIf } = useTwin()
  const translator = useTranslator()
  return rowTexts(row, estate, translator, whatIf.getState().failed.length > 0)
}

export function rowTexts(row: ChainRow, estate: WebEstate, translator: Translator, isWhatIf: boolean): RowTexts {
  const { t, measured } = translator
  const kind = t(`kind.${row.kind}`)
  const share = (use: ChainRow['now']) => (use ? measured(use.share, 'share') : '')
  const joined = (watts: number | undefined, use: ChainRow['now']) =>
    [watts === undefined ? '' : measured(watts, 'W'), share(use)].filter((part) => part !== '').join(' · ')
  /** Beside the symbol there is no room for more than the word or the watts. */
  const carried = ({ watts, use }: NonNullable<ChainRow['after']>) =>
    row.fate === 'endangered' ? `${share(use)} ${t('singleLine.endangered')}`.trim() : joined(watts, use)
  const atWorst = row.worst ? t('singleLine.worst', { share: share(row.worst) }) : ''
  const after = row.after && (row.after.hasPower ? carried(row.after) : t('singleLine.noPower'))
  const alone = row.restAlone > 0 ? t('singleLine.alone', { count: row.restAlone }) : ''
  const hypothetical =
    row.fate === 'lost'
      ? t('singleLine.lost')
      : row.onBattery !== undefined
        ? t('singleLine.onBattery', { time: measured(row.onBattery, 's') })
        : after === undefined
          ? ''
          : `→ ${after}`
  return {
    ...namesOfRow(row, estate, translator, kind),
    kind,
    now: joined(row.watts, row.now),
    after: isWhatIf ? hypothetical : atWorst,
    alone,
  }
}

function namesOfRow(row: ChainRow, estate: WebEstate, { nameOf, t, count }: Translator, kind: string) {
  const [path = ''] = row.paths
  const thing = estate.find(path)
  const below = row.members.length - row.alike
  const values = { count: count(row.alike), kind, below: count(below) }
  const parent = thing && estate.parent(thing)
  // Feeds of rows and strips of racks are called the same in each: only with where they are can they be told apart.
  const within = parent?.kind === 'row' || parent?.kind === 'rack' ? `${nameOf(parent)} / ` : ''
  const name = row.paths.length > 1 ? t('singleLine.group', values) : thing ? within + nameOf(thing) : path
  return { name, fullName: below > 0 && row.paths.length > 1 ? t('singleLine.groupBelow', values) : name }
}
