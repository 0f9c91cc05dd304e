import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { createTranslator, type Translator } from '../i18n/translator.ts'
import type { Api } from '../live/api.ts'
import { datedApi } from '../live/dated-api.ts'
import { onOtherEstate } from '../state/estate-changes.ts'
import type { Settings, ThemeName } from '../state/settings.ts'
import { createWebEstate, type WebEstate } from '../state/web-estate.ts'
import type { Twin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { ThemeContext } from '../ui/theme-context.ts'
import { TranslatorContext } from '../ui/translator-context.ts'
import { useMedia } from '../ui/use-media.ts'
import { Page } from './page.tsx'
import { useDatedTwin } from './use-dated-twin.ts'
import { WhatIfTwin } from './what-if-twin.tsx'

type AppProps = Omit<Twin, 'at' | 'estate' | 'simulated' | 'hypothetical'>

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
  const { live, alarms, place, settings, session, whatIf, placement, reservations } = joined
  const wanted = useStore(place, (state) => state.at)
  const { t } = translator
  const { loaded, simulated, reason, load } = useEstate(joined.api, live, wanted)
  const now = useMemo(() => {
    if (!loaded) return undefined
    const { api, at, estate } = loaded
    return { api, at, live, alarms, place, settings, session, whatIf, placement, reservations, estate, simulated }
  }, [live, alarms, place, settings, session, whatIf, placement, reservations, loaded, simulated])
  const twin = useDatedTwin(now, joined.api)
  if (twin) {
    return (
      <WhatIfTwin twin={twin}>
        <Page reason={reason} onRetry={load} />
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

/** The estate that came last, the day that it is of, and whom to ask about it. */
interface LoadedEstate {
  readonly estate: WebEstate
  readonly at: string | undefined
  readonly api: Api
}

/**
 * The estate of the day that is wanted, and whether it is simulated; fetched anew when the server says that it runs another version. What was there before stays
 * until the other one is here.
 */
function useEstate(api: Api, live: AppProps['live'], at: string | undefined) {
  const [loaded, setLoaded] = useState<LoadedEstate>()
  const [simulated, setSimulated] = useState(false)
  const [reason, setReason] = useState<string>()
  const asked = useRef<symbol>(undefined)
  const load = useCallback(async (): Promise<boolean> => {
    const own = Symbol('question')
    asked.current = own
    setReason(undefined)
    api.status().then(
      (status) => setSimulated(status.simulated),
      // The page works without knowing; the status place says what is wrong with the status.
      () => setSimulated(false),
    )
    const dated = at === undefined ? api : datedApi(api, at)
    try {
      const answer = await dated.estate()
      if (asked.current !== own) return true
      setLoaded((before) => {
        const estate = before?.estate.version === answer.version ? before.estate : createWebEstate(answer)
        return { estate, at, api: dated }
      })
      return true
    } catch (error) {
      if (asked.current === own) setReason(error instanceof Error ? error.message : String(error))
      return false
    }
  }, [api, at])
  useEffect(() => {
    void load()
  }, [load])
  // Of another day the server does not say when it changes.
  const version = loaded && loaded.at === undefined ? loaded.estate.version : undefined
  useEffect(() => (version === undefined ? undefined : onOtherEstate(live.link, version, load)), [live, load, version])
  return { loaded, simulated, reason, load }
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
