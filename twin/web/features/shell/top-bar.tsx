import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { HealthMark } from '../../ui/health-mark.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { LinkState } from './link-state.tsx'
import { Preferences } from './preferences.tsx'

interface TopBarProps {
  readonly treeOpen: boolean
  /** Undefined where there are no details. */
  readonly detailsOpen: boolean | undefined
  readonly onTree: () => void
  readonly onDetails: () => void
  readonly onSearch: () => void
  readonly onKeys: () => void
  /** Of which time the page is. */
  readonly clock: ReactNode
  /** What waits besides the alarms, beside their count. */
  readonly waiting: ReactNode
}

export function TopBar({ treeOpen, detailsOpen, onTree, onDetails, onSearch, onKeys, clock, waiting }: TopBarProps) {
  const { simulated } = useTwin()
  const { t } = useTranslator()
  return (
    <header className="top-bar">
      <button
        type="button"
        className="is-quiet is-icon"
        aria-expanded={treeOpen}
        aria-label={t(treeOpen ? 'tree.close' : 'tree.open')}
        title={t(treeOpen ? 'tree.close' : 'tree.open')}
        onClick={onTree}
      >
        <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
          <path d="M1.5 2.5h13v11h-13zM6 2.5v11" />
        </svg>
      </button>
      <PlaceLink to="/" className="brand" title={t('app.tagline')}>
        {t('app.name')}
      </PlaceLink>
      <Breadcrumb />
      <button type="button" className="search-button" onClick={onSearch}>
        <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
          <path d="M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM10.3 10.3l3.7 3.7" />
        </svg>
        <span className="visually-hidden">{t('search.label')} </span>
        <span className="search-text">{t('keys.search')}</span>
        <kbd>/</kbd>
      </button>
      {simulated && (
        <span className="badge is-simulated" title={t('simulated.hint')}>
          <span className="badge-text">{t('simulated.badge')}</span>
          <span className="badge-short" aria-hidden="true">
            {t('simulated.short')}
          </span>
        </span>
      )}
      {clock}
      <AlarmCount />
      {waiting}
      <LinkState />
      <div className="bar-preferences">
        <Preferences />
        <button
          type="button"
          className="is-quiet is-icon"
          onClick={onKeys}
          aria-label={t('keys.open')}
          title={t('keys.open')}
        >
          ?
        </button>
      </div>
      <button
        type="button"
        className="is-quiet is-icon"
        disabled={detailsOpen === undefined}
        aria-expanded={detailsOpen ?? false}
        aria-label={t(detailsOpen ? 'details.close' : 'details.open')}
        title={t(detailsOpen ? 'details.close' : 'details.open')}
        onClick={onDetails}
      >
        <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
          <path d="M1.5 2.5h13v11h-13zM10 2.5v11" />
        </svg>
      </button>
    </header>
  )
}

/** Alarms of all sites by severity; a link to the list. Until the server has told them nobody says that there are none. */
function AlarmCount() {
  const { live } = useTwin()
  const { t, count } = useTranslator()
  const alarms = useStore(live.link, (link) => link.alarms)
  const critical = alarms?.critical ?? 0
  const warning = alarms?.warning ?? 0
  return (
    <PlaceLink
      to="/alarms"
      className="alarm-count"
      {...(alarms && { title: t('alarms.count', { count: critical + warning }) })}
    >
      <span className="visually-hidden">{t('nav.alarms')}</span>
      {critical > 0 && (
        <span>
          <HealthMark health="critical" /> {count(critical)}
        </span>
      )}
      {warning > 0 && (
        <span>
          <HealthMark health="warning" /> {count(warning)}
        </span>
      )}
      {critical + warning === 0 && <span className="is-quiet-text">{alarms ? t('cloud.noAlarms') : '–'}</span>}
    </PlaceLink>
  )
}
