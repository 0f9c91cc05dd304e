import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/**
 * Lets a thing fail in the what-if, or live again.
 * @param of its name, where several of these buttons stand below each other: they are short, and say all of it to who hears them
 */
export function FailButton({ path, of }: { readonly path: string; readonly of?: string }) {
  const { whatIf } = useTwin()
  const { t } = useTranslator()
  const fails = useStore(whatIf, ({ failed }) => failed.includes(path))
  const text = t(fails ? 'whatIf.live' : 'whatIf.fail')
  return (
    <button
      type="button"
      aria-pressed={fails}
      aria-label={of === undefined ? undefined : `${text} ${of}`}
      onClick={() => whatIf.getState().toggle(path)}
    >
      {of === undefined ? text : t(fails ? 'whatIf.liveShort' : 'whatIf.failShort')}
    </button>
  )
}
