import type { BuildOutView } from '../../../protocol/build-out.ts'
import { PhaseSign } from '../../ui/phase-sign.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { LateSign } from './late-sign.tsx'
import type { Part } from './parts.ts'
import { ToldTable } from './told-table.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

interface PartTableProps {
  readonly view: BuildOutView
  /** ISO. */
  readonly day: string
  readonly parts: readonly Part[]
  readonly caption: string
  /** Without the ending. */
  readonly fileName: string
  /** Ids of packages that are selected. */
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (part: Part) => void
}

/** Every part with its state on the day, how much of it is done, when it is ready and by how much it is late. */
export function PartTable({ view, day, parts, caption, fileName, selected, onSelect }: PartTableProps) {
  const { figure, nameOf, t } = useTranslator()
  const words = useBuildOutWords(view)
  if (parts.length === 0) return <p className="notice">{t('buildOut.noParts')}</p>
  return (
    <ToldTable label={caption} hint={t('buildOut.shareHint')} csv={{ fileName, rows: () => csvRows(parts, day) }}>
      <thead>
        <tr>
          <th scope="col">{t('buildOut.part')}</th>
          <th scope="col">{t('buildOut.state')}</th>
          <th scope="col" className="is-number">
            {t('buildOut.share')}
          </th>
          <th scope="col">{t('buildOut.readyDay')}</th>
          <th scope="col">{t('buildOut.late')}</th>
          <th scope="col">{t('buildOut.source')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr
            key={part.of.id}
            aria-selected={selected?.has(part.of.id)}
            className={selected?.has(part.of.id) ? 'is-selected' : ''}
          >
            <th scope="row">
              {onSelect ? (
                <button type="button" className="is-link" onClick={() => onSelect(part)}>
                  {nameOf(part.of)}
                </button>
              ) : (
                nameOf(part.of)
              )}
            </th>
            <td>
              <PhaseSign state={part.state} /> {t(`phase.${part.state}`)}
            </td>
            <td className="is-number">{figure(part.share, 'share', 3)}</td>
            <td>{words.shortDay(part.ready)}</td>
            <td>
              {part.late > 0 && (
                <>
                  <LateSign days={part.late} /> {words.lateness(part.late)}
                </>
              )}
            </td>
            <td>
              <Provenance word={part.of.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </ToldTable>
  )
}

function csvRows(parts: readonly Part[], day: string) {
  return [
    ['package', 'name', 'place', 'day', 'state', 'share', 'begun', 'ready', 'days late', 'source'],
    ...parts.map(({ late, of, ready, share, since, state }) => [
      ...[of.id, of.name, of.place, day, state, share, since, ready, late, of.source],
    ]),
  ]
}
