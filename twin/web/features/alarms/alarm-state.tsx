import type { AlarmView } from '../../../protocol/rest.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** By shape: full is not seen yet, hollow is seen; a bar is gone; a box holds what is not told. */
const SHAPES: Readonly<
  Record<AlarmView['state'], { readonly outline: string; readonly sign?: string; readonly full?: boolean }>
> = {
  unacknowledged: { outline: 'M6 1L11 6L6 11L1 6Z', full: true },
  acknowledged: { outline: 'M6 1L11 6L6 11L1 6Z' },
  'returned-unacknowledged': { outline: 'M6 1L11 6L6 11L1 6Z', sign: 'M1 11L11 1' },
  normal: { outline: 'M2 6.5L5 9.5L10.5 2.5' },
  shelved: { outline: 'M1 2H11M1 10H11', sign: 'M4 4H8V8H4Z' },
  'suppressed-by-design': { outline: 'M1 1H11V11H1Z', sign: 'M4 4L8 8M8 4L4 8' },
  'out-of-service': { outline: 'M1 1H11V11H1Z', sign: 'M1 11L11 1' },
}

/** The state of an alarm by shape and word. */
export function AlarmState({ state }: Pick<AlarmView, 'state'>) {
  const { t } = useTranslator()
  const { outline, sign, full } = SHAPES[state]
  return (
    <span className="alarm-state-word">
      <svg className={full ? 'alarm-state-mark is-full' : 'alarm-state-mark'} viewBox="0 0 12 12" aria-hidden="true">
        <path d={outline} />
        {sign && <path d={sign} />}
      </svg>
      {t(`alarmState.${state}`)}
    </span>
  )
}
