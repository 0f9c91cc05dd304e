import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { createTranslator, type Translator } from '../i18n/translator.ts'
import { onOtherEstate } from '../state/estate-changes.ts'
import type { Settings, ThemeName } from '../state/settings.ts'
import { createWebEstate, type WebEstate } from '../state/web-estate.ts'
import type { Twin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { ThemeContext } from '../ui/theme-context.ts'
import { TranslatorContext } from '../ui/translator-context.ts'
import { useMedia } from '../ui/use-media.ts'
import { Page } from './page.tsx'
import { WhatIfTwin } from './what-if-twin.tsx'

type AppProps = Omit<Twin, 'estate' | 'simulated' | 'hypothetical'>

/** The page: language and theme, the estate as soon as it is there, and the places over it. */
export function App(props: AppProps) {
  const language = useStore(props.settings, (state) => state.language)
  const translator = useMemo(() => createTranslator(language), [language])
  const theme = useTheme(props.settings)
  useEffect(() => {
    document.documentElement.lang = language
    document.title = translator.t('app.name')
  }, [language, translator])
  return (
    <TranslatorContext value={translator}>
      <ThemeContext value={theme}>
        <Loaded {...props} translator={translator} />
      </ThemeContext>
    </TranslatorContext>
  )
}

function Loaded({ translator, ...joined }: AppProps & { readonly translator: Translator }) {
  const { api, live, alarms, place, settings, session, whatIf, placement, reservations } = joined
  const { t } = translator
  const { estate, simulated, reason, load } = useEstate({ api, live })
  const twin = useMemo(
    () => estate && { api, live, alarms, place, settings, session, whatIf, placement, reservations, estate, simulated },
    [api, live, alarms, place, settings, session, whatIf, placement, reservations, estate, simulated],
  )
  if (twin) {
    return (
      <WhatIfTwin twin={twin}>
        <Page />
      </WhatIfTwin>
    )
  }
  return (
    <main>
      <h1 className="visually-hidden">{t('app.name')}</h1>
      {reason === undefined ? (
        <Notice>{t('app.loading')}</Notice>
      ) : (
        <Notice kind="error" onRetry={() => void load()}>
          {t('app.failed')}. {t('app.failedDetail', { reason })}
        </Notice>
      )}
    </main>
  )
}

/** The estate and whether it is simulated; fetched anew when the server says that it runs another version. */
function useEstate({ api, live }: Pick<AppProps, 'api' | 'live'>) {
  const [estate, setEstate] = useState<WebEstate>()
  const [simulated, setSimulated] = useState(false)
  const [reason, setReason] = useState<string>()
  const load = useCallback(async (): Promise<boolean> => {
    setReason(undefined)
    api.status().then(
      (status) => setSimulated(status.simulated),
      // The page works without knowing; the status place says what is wrong with the status.
      () => setSimulated(false),
    )
    try {
      setEstate(createWebEstate(await api.estate()))
      return true
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
      return false
    }
  }, [api])
  useEffect(() => {
    void load()
  }, [load])
  const version = estate?.version
  useEffect(() => (version === undefined ? undefined : onOtherEstate(live.link, version, load)), [live, load, version])
  return { estate, simulated, reason, load }
}

/** The theme in force; follows the system unless a person chose. */
function useTheme(settings: Twin['settings']): ThemeName {
  const choice = useStore(settings, (state: Settings) => state.theme)
  const systemIsLight = useMedia('(prefers-color-scheme: light)')
  const theme = choice === 'system' ? (systemIsLight ? 'light' : 'dark') : choice
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return theme
}
