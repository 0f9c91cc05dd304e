import { toCsv } from './csv.ts'
import { useTranslator } from './translator-context.ts'

interface CsvButtonProps {
  /** Says what is saved, for screen readers and as a tip. */
  readonly label: string
  /** Without the ending. */
  readonly fileName: string
  /** Asked when pressed. */
  readonly rows: () => readonly (readonly (string | number | null | undefined)[])[]
}

/** Saves a table as a file. */
export function CsvButton({ label, fileName, rows }: CsvButtonProps) {
  const { t } = useTranslator()
  const save = () => {
    const url = URL.createObjectURL(new Blob([toCsv(rows())], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${fileName.replaceAll('/', '_')}.csv`
    link.click()
    // The browser has taken the file by the next task; the address would else keep it in memory.
    setTimeout(() => URL.revokeObjectURL(url), 0)
  }
  return (
    <button type="button" aria-label={label} title={label} onClick={save}>
      {t('table.csv')}
    </button>
  )
}
