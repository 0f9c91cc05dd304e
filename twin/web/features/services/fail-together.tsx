import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { placeName } from './place-name.ts'

/** Lets things fail together in the what-if, or live again: the UPS of a power block are lost at once. */
export function FailTogether({ paths }: { readonly paths: readonly string[] }) {
  const { estate, place, whatIf } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const failed = useStore(whatIf, (state) => state.failed)
  const fail = paths.every((path) => failed.includes(path))
  const press = () => {
    const others = failed.filter((path) => !paths.includes(path))
    place.getState().go({ failed: fail ? others : [...others, ...paths] })
  }
  const names = paths.map((path) => placeName(estate, path, translator)).join(', ')
  return (
    <button
      type="button"
      aria-pressed={fail}
      aria-label={`${t(fail ? 'whatIf.live' : 'whatIf.fail')} ${names}`}
      onClick={press}
    >
      {t(fail ? 'whatIf.liveShort' : 'whatIf.failShort')}
    </button>
  )
}
