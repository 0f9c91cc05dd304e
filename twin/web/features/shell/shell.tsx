import { type CSSProperties, type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { Place } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useMedia } from '../../ui/use-media.ts'
import { usePlace } from '../../ui/use-place.ts'
import { Announcer } from './announcer.tsx'
import { LinkBanner } from './link-state.tsx'
import { PanelHandle } from './panel-handle.tsx'
import { Preferences } from './preferences.tsx'
import './shell.css'
import { TopBar } from './top-bar.tsx'

interface ShellProps {
  readonly tree: ReactNode
  readonly details: ReactNode
  /** The details panel is not shown where there is nothing to show in it. */
  readonly hasDetails: boolean
  readonly children: ReactNode
  /** What is shown is not what is: the place has a border that says so. */
  readonly isWhatIf: boolean
  readonly onSearch: () => void
  readonly onKeys: () => void
  /** Of which time the page is, for the bar. */
  readonly clock: ReactNode
  /** What waits besides the alarms, for the bar. */
  readonly waiting: ReactNode
}

/** Below this width the panels are drawers over the place, one at a time. */
export const NARROW = '(max-width: 899px)'

/** Bars and panels around the place. Panels dock, resize and are remembered. */
export function Shell({ tree, details, hasDetails, children, isWhatIf, onSearch, onKeys, clock, waiting }: ShellProps) {
  const { at, live, settings } = useTwin()
  const { t } = useTranslator()
  const { treeWidth, detailsWidth, treeOpen, detailsOpen } = useStore(settings)
  const linkState = useStore(live.link, (link) => link.state)
  const narrow = useMedia(NARROW)
  const place = usePlace((state) => state.place)
  // A drawer belongs to the place where it was opened: arriving somewhere else closes it.
  const [opened, setOpened] = useState<{ readonly panel: 'tree' | 'details'; readonly at: Place }>()
  const drawer = opened?.at === place ? opened.panel : undefined

  const showsTree = narrow ? drawer === 'tree' : treeOpen
  const showsDetails = hasDetails && (narrow ? drawer === 'details' : detailsOpen)
  const toggle = (panel: 'tree' | 'details') => {
    if (narrow) setOpened(drawer === panel ? undefined : { panel, at: place })
    else settings.setState(panel === 'tree' ? { treeOpen: !treeOpen } : { detailsOpen: !detailsOpen })
  }
  const widths = { '--tree-width': `${treeWidth}px`, '--details-width': `${detailsWidth}px` } as CSSProperties
  return (
    <div className={narrow ? 'shell is-narrow' : 'shell'} style={widths} data-link={linkState}>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <TopBar
        treeOpen={showsTree}
        detailsOpen={hasDetails ? showsDetails : undefined}
        onTree={() => toggle('tree')}
        onDetails={() => toggle('details')}
        onSearch={onSearch}
        onKeys={onKeys}
        clock={clock}
        waiting={waiting}
      />
      <LinkBanner />
      <Announcer />
      <div className="shell-body">
        {showsTree && (
          <aside className="panel is-tree" aria-label={t('nav.label')}>
            <div className="panel-scroll">{tree}</div>
            {narrow && (
              <div className="panel-preferences">
                <Preferences />
              </div>
            )}
          </aside>
        )}
        {showsTree && !narrow && <PanelHandle setting="treeWidth" label={t('tree.resize')} direction={1} />}
        <main id="main" className="place" tabIndex={-1} data-what-if={isWhatIf} data-at={at}>
          {children}
        </main>
        {showsDetails && !narrow && <PanelHandle setting="detailsWidth" label={t('details.resize')} direction={-1} />}
        {showsDetails && (
          <aside className="panel is-details" aria-label={t('details.label')}>
            <div className="panel-scroll">{details}</div>
          </aside>
        )}
      </div>
    </div>
  )
}
