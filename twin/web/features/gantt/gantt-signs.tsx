import { useTranslator } from '../../ui/translator-context.ts'
import { type GanttSignName, SIGN_NAMES, SIGNS } from './sign-shapes.ts'

/** A sign by itself; what it means is said beside it. */
export function GanttSign({ name }: { readonly name: GanttSignName }) {
  return (
    <svg className="gantt-sign" viewBox="0 0 24 16" aria-hidden="true">
      {Object.entries(SIGNS[name]).map(([coat, d]) => (
        <path key={coat} className={`is-${coat}`} d={d} />
      ))}
    </svg>
  )
}

/** A sign in a row of the table, with its meaning for who does not see it. */
export function SpokenSign({ name }: { readonly name: GanttSignName }) {
  const { t } = useTranslator()
  const text = t(`gantt.sign.${name}`)
  return (
    <span className="gantt-spoken" title={text}>
      <GanttSign name={name} />
      <span className="visually-hidden"> {text} </span>
    </span>
  )
}

/** All signs with what they mean. */
export function GanttLegend() {
  const { t } = useTranslator()
  return (
    <details className="gantt-legend">
      <summary>{t('gantt.legend')}</summary>
      <ul>
        {SIGN_NAMES.map((name) => (
          <li key={name}>
            <GanttSign name={name} /> {t(`gantt.sign.${name}`)}
          </li>
        ))}
      </ul>
      <p className="is-quiet-text">{t('gantt.keys')}</p>
    </details>
  )
}
