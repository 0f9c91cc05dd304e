import type { ComponentProps, ReactNode } from 'react'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface ToldTableProps {
  /** What the table is of. */
  readonly label: string
  /** Its head and its body. */
  readonly children: ReactNode
  /** What is to be known of its figures. */
  readonly hint?: string
  readonly csv: Pick<ComponentProps<typeof CsvButton>, 'fileName' | 'rows'>
}

/** A table of the build-out as all of them are: it scrolls where it is large, and is saved as CSV. */
export function ToldTable({ label, children, hint, csv }: ToldTableProps) {
  const { t } = useTranslator()
  return (
    <>
      <ScrollBox>
        <table aria-label={label}>{children}</table>
      </ScrollBox>
      <div className="build-out-foot">
        <span className="is-quiet-text">{hint}</span>
        <CsvButton label={t('table.csvLabel')} {...csv} />
      </div>
    </>
  )
}
