import { useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { powerGraph } from '../../../analysis/power/power-graph.ts'
import type { Site } from '../../../model/things.ts'
import { answerAt } from '../../state/hypothetical.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { type ChainRow, chainRows } from './chain-rows.ts'
import { ChainTable } from './chain-table.tsx'
import { SingleLine } from './single-line.tsx'
import { unfoldLost } from './unfold-lost.ts'
import './single-line.css'

/** Figures are computed anew at most once a minute. */
const REFRESH_MS = 20_000

/** The power of a site: diagram and table, in which what is pressed fails. */
export function PowerView({ site }: { readonly site: Site }) {
  const { api, estate, whatIf } = useTwin()
  const { t, nameOf } = useTranslator()
  const { answer, failed, moment } = useStore(whatIf)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const load = useCallback((signal: AbortSignal) => api.chain(site.path, signal), [api, site])
  const figures = useRemote(load, REFRESH_MS)
  const graph = useMemo(() => powerGraph(estate), [estate])
  const drawn = useMemo(() => unfoldLost(graph, site.path, unfolded, failed), [graph, site, unfolded, failed])
  const nodes = figures.answer?.nodes
  const rows = useMemo(
    () => chainRows(graph, drawn, nodes ?? [], failed, answer && answerAt(answer, moment)),
    [graph, drawn, nodes, failed, answer, moment],
  )
  const onPress = useCallback(
    (row: ChainRow) => {
      const [path = ''] = row.paths
      if (row.paths.length > 1) setUnfolded((before) => new Set([...before, row.key]))
      else whatIf.getState().toggle(path)
    },
    [whatIf],
  )
  if (rows.length === 0) return <Notice>{t('singleLine.none')}</Notice>
  return (
    <>
      {figures.error && (
        <Notice kind="error" onRetry={figures.reload}>
          {t('singleLine.failed', { reason: figures.error.message })}
        </Notice>
      )}
      {!nodes && !figures.error && <Notice>{t('singleLine.loading')}</Notice>}
      {figures.answer && failed.length === 0 && (
        <p>
          <BasisText basis={figures.answer.basis} />
        </p>
      )}
      {unfolded.size > 0 && (
        <p>
          <button type="button" onClick={() => setUnfolded(new Set())}>
            {t('singleLine.fold')}
          </button>
        </p>
      )}
      <SingleLine site={site.path} name={nameOf(site)} rows={rows} onPress={onPress} />
      <ChainTable site={site.path} rows={rows} onPress={onPress} />
    </>
  )
}
