import type { ReactNode } from 'react'
import type { CollectorStatus } from '../../../model/collector-status.ts'
import { LETTERS_FILLING_SHARE } from '../../../model/dead-letter.ts'
import type { StatusAnswer } from '../../../protocol/rest.ts'
import { HealthMark } from '../../ui/health-mark.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import './status.css'

export function ProgramFigures({ status }: { readonly status: StatusAnswer }) {
  const { t, count, figure } = useTranslator()
  return (
    <Section title={t('status.program')}>
      <dl className="facts">
        <Fact term={t('status.version')}>{status.version}</Fact>
        <Fact term={t('status.uptime')}>{figure(Math.round(status.uptimeSeconds), 's', 3)}</Fact>
        <Fact term={t('status.viewers')}>{count(status.viewers)}</Fact>
        <Fact term={t('status.framesSent')}>{count(status.framesSent)}</Fact>
        <Fact term={t('status.framesSkipped')}>{count(status.framesSkipped)}</Fact>
      </dl>
    </Section>
  )
}

/** Polls, journal and store; what should be zero or yes and is not carries a mark. */
export function CollectionFigures({ collector }: { readonly collector: CollectorStatus }) {
  const { t, count, measured, figure, ago } = useTranslator()
  const now = useNow()
  const { polls, journal, store } = collector
  const letters = store.deadLetters
  return (
    <>
      <Section title={t('status.polls')}>
        <dl className="facts">
          <Fact term={t('status.done')}>{count(polls.done)}</Fact>
          <Fact term={t('status.failedPolls')}>{count(polls.failed)}</Fact>
          <Fact term={t('status.missed')} bad={polls.missed > 0}>
            {count(polls.missed)}
          </Fact>
          <Fact term={t('status.late')}>{count(polls.late)}</Fact>
          <Fact term={t('status.lateness')}>{measured(polls.latenessP99Ms / 1000, 's')}</Fact>
        </dl>
      </Section>
      <Section title={t('status.journal')}>
        <dl className="facts">
          <Fact term={t('status.accepted')}>{count(journal.accepted)}</Fact>
          <Fact term={t('status.bytes')}>{figure(journal.bytes / 1_000_000, '1', 3)} MB</Fact>
          {journal.oldest !== undefined && <Fact term={t('status.oldest')}>{ago(journal.oldest, now)}</Fact>}
          <Fact term={t('status.givenUp')} bad={journal.givenUp > 0}>
            {count(journal.givenUp)}
          </Fact>
          <Fact term={t('status.quarantined')} bad={journal.quarantined > 0}>
            {count(journal.quarantined)}
          </Fact>
          <Fact term={t('status.writable')} bad={!journal.writable}>
            {t(journal.writable ? 'status.yes' : 'status.no')}
          </Fact>
        </dl>
      </Section>
      <Section title={t('status.store')}>
        <dl className="facts">
          <Fact term={t('status.stored')}>{count(store.stored)}</Fact>
          <Fact term={t('status.refused')} bad={store.refused > 0}>
            {count(store.refused)}
          </Fact>
          {letters && (
            <>
              <Fact term={t('status.lettersSize')} bad={letters.bytes > LETTERS_FILLING_SHARE * letters.maxBytes}>
                {t('status.lettersOf', {
                  share: figure((100 * letters.bytes) / letters.maxBytes, '%', 2),
                  size: figure(letters.maxBytes / 1_000_000, '1', 3),
                })}
              </Fact>
              <Fact term={t('status.lettersDropped')} bad={letters.dropped > 0}>
                {count(letters.dropped)}
              </Fact>
            </>
          )}
          <Fact term={t('status.waiting')}>{count(store.waiting)}</Fact>
          <Fact term={t('status.circuit')} bad={store.circuit !== 'closed'}>
            {t(`status.circuit.${store.circuit}`)}
          </Fact>
        </dl>
        {store.reason !== undefined && (
          <p className="status-reason">
            {t('status.reason')}: {store.reason}
          </p>
        )}
      </Section>
    </>
  )
}

interface FactProps {
  readonly term: string
  readonly children: ReactNode
  /** @default false */
  readonly bad?: boolean
}

function Fact({ term, children, bad = false }: FactProps) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {bad && <HealthMark health="warning" />} {children}
      </dd>
    </>
  )
}
