import { useTranslator } from './translator-context.ts'

interface LossCountsProps {
  readonly counts: {
    readonly down: number
    readonly throttled: number
    readonly exposed: number
    readonly overloads: number
    readonly trips: number
    readonly hotRooms: number
    readonly lessCooled: number
  }
}

/** What a loss takes along, in a line. */
export function LossCounts({ counts }: LossCountsProps) {
  const { down, throttled, exposed, overloads, trips, hotRooms, lessCooled } = counts
  const { t } = useTranslator()
  const said = [
    down > 0 && t('alarms.restsDown', { count: down }),
    throttled > 0 && t('alarms.restsThrottled', { count: throttled }),
    overloads + trips > 0 && t('alarms.restsOverloads', { count: overloads + trips }),
    hotRooms > 0 && t('alarms.restsHot', { count: hotRooms }),
    lessCooled > 0 && t('alarms.restsLessCooled', { count: lessCooled }),
    exposed > 0 && t('alarms.restsExposed', { count: exposed }),
  ].filter((text) => text !== false)
  return said.length > 0 ? said.join(', ') : t('alarms.restsNothing')
}
