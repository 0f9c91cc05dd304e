import { useStore } from 'zustand'
import type { FailView } from '../../../protocol/planning.ts'
import { answerAt } from '../../state/hypothetical.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { overheating } from './consequences.ts'

/** How much of what follows, in a line. */
export function WhatIfSummary({ answer }: { readonly answer: FailView }) {
  const { whatIf } = useTwin()
  const { t, measured } = useTranslator()
  const moment = useStore(whatIf, (state) => state.moment)
  const shown = answerAt(answer, moment)
  const { counts, network, onBattery } = shown
  const hot = overheating(shown).length
  const parts = (['trips', 'down', 'throttled', 'overloads', 'exposed'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => {
      const watts = what === 'down' && counts.wattsDown ? ` (${measured(counts.wattsDown, 'W')})` : ''
      return `${t(`whatIf.${what}`, { count: counts[what] })}${watts}`
    })
  if (network.devices > 0)
    parts.push(t(network.unknown > 0 ? 'whatIf.portsAtLeast' : 'whatIf.ports', { count: network.ports }))
  if (hot > 0) parts.push(t('whatIf.hot', { count: hot }))
  if (onBattery.length > 0) {
    const soonest = Math.min(...onBattery.map(({ seconds }) => seconds ?? Number.POSITIVE_INFINITY))
    const time = measured(Number.isFinite(soonest) ? soonest : undefined, 's')
    parts.push(t('whatIf.onBattery', { count: onBattery.length, time }))
  }
  const told = parts.length === 0 ? t('whatIf.nothing') : `${parts.join(' · ')}.`
  return (
    <>
      {told}
      {moment === 'later' && answer.later && <BatteryEnds ends={answer.later.ends} />}
      {answer.before.trips.length > 0 &&
        ` ${t('whatIf.before', { places: answer.before.trips.map(({ path }) => path).join(', '), count: answer.before.down.length })}`}
      {answer.already.length > 0 && ` ${t('whatIf.already', { paths: answer.already.join(', ') })}`}
    </>
  )
}

/** Which batteries are empty when, and how many devices stop with each. */
function BatteryEnds({ ends }: { readonly ends: NonNullable<FailView['later']>['ends'] }) {
  const { estate } = useTwin()
  const { t, measured, nameOf } = useTranslator()
  const told = ends.map(({ afterSeconds, counts, paths }) => {
    const names = paths.map((path) => {
      const thing = estate.find(path)
      return thing ? nameOf(thing) : path
    })
    const time = measured(afterSeconds ?? undefined, 's')
    return t('whatIf.emptyAfter', { names: names.join(', '), time, down: t('whatIf.down', { count: counts.down }) })
  })
  return ` ${t('whatIf.ends', { ends: told.join('; ') })}`
}
