import { lazy, Suspense, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useBringUp } from '../../ui/use-bring-up.ts'

const PlacementBody = lazy(() =>
  import('./placement-body.tsx').then(({ PlacementBody }) => ({ default: PlacementBody })),
)

/** Asks where devices fit at a place. Closed it asks nothing, and no ghost is drawn. */
export function PlacementPanel({ path }: { readonly path: string }) {
  const { place, placement } = useTwin()
  const { t } = useTranslator()
  const asked = useStore(placement, (state) => state.asked)
  const [open, setOpen] = useState(asked !== undefined)
  const details = useRef<HTMLDetailsElement>(null)
  useBringUp(details, open)
  useEffect(() => {
    if (asked) setOpen(true)
  }, [asked])
  const toggled = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => {
    setOpen(currentTarget.open)
    if (!currentTarget.open && asked) place.getState().go({ asked: undefined, picked: undefined })
  }
  return (
    <details ref={details} className="placement" open={open} onToggle={toggled}>
      <summary>
        <h2>{t('placement.title')}</h2> <span className="is-quiet-text">{t('placement.hint')}</span>
      </summary>
      {open && (
        <Suspense fallback={<Notice>{t('thing.loading')}</Notice>}>
          <PlacementBody path={path} />
        </Suspense>
      )}
    </details>
  )
}
