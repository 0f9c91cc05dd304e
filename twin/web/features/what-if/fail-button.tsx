import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** Lets a thing fail in the what-if, or live again. */
export function FailButton({ path }: { readonly path: string }) {
  const { whatIf } = useTwin()
  const { t } = useTranslator()
  const fails = useStore(whatIf, ({ failed }) => failed.includes(path))
  return (
    <button type="button" aria-pressed={fails} onClick={() => whatIf.getState().toggle(path)}>
      {t(fails ? 'whatIf.live' : 'whatIf.fail')}
    </button>
  )
}
