import { useTranslator } from '../../ui/translator-context.ts'

/** The monthly report of a site, in the language of the page, in a tab of its own. */
export function ReportLink({ site }: { readonly site: string }) {
  const { language, t } = useTranslator()
  return (
    <a href={`/api/report.html?${new URLSearchParams({ site, language })}`} target="_blank" rel="noreferrer">
      {t('energy.report')}
    </a>
  )
}
