import { fileNameOf } from '../export/file-name.ts'
import { saveFile } from '../export/save-file.ts'
import { toCsv } from './csv.ts'
import { SaveButton } from './save-button.tsx'
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
  const save = () =>
    saveFile(new Blob([toCsv(rows())], { type: 'text/csv;charset=utf-8' }), fileNameOf(fileName, 'csv'))
  return <SaveButton kind={t('table.csv')} label={label} onSave={save} />
}
