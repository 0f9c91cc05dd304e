import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useToday } from '../../ui/use-today.ts'

/** The monthly report of a site, in the language of the page, in a tab of its own: of a past day that of its month. A month that has not begun has none. */
export function ReportLink({ site }: { readonly site: string }) {
  const { at } = useTwin()
  const { language, t } = useTranslator()
  const today = useToday()
  if (at !== undefined && at > today) return null
  const query = new URLSearchParams({ site, language, ...(at !== undefined && { month: at.slice(0, 7) }) })
  return (
    <a href={`/api/report.html?${query}`} target="_blank" rel="noreferrer">
      {t('energy.report')}
    </a>
  )
}
