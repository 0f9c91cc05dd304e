import type { DriftKind, EventArea, EventText } from '../../twin/model/security-event.ts'
import type { Topic } from './topic.ts'

/** What stands between braces is filled in: site, stack, object, field, manager. */
export const KIND_TEXTS: Readonly<Record<DriftKind, EventText>> = {
  changed: {
    en: 'At {site}, {field} of {object} is not as the stack {stack} declares it: it was changed past the code.',
    sr: 'На локацији {site} {field} објекта {object} није како га стек {stack} прописује: измењено је мимо кода.',
  },
  gone: {
    en: 'At {site}, {object} of the stack {stack} was applied and is gone: it was deleted past the code.',
    sr: 'На локацији {site} објекат {object} стека {stack} био је примењен, а више га нема: обрисан је мимо кода.',
  },
  undeclared: {
    en: 'At {site} there is {object}, and no stack declares it: it was made past the code.',
    sr: 'На локацији {site} постоји {object}, а ниједан стек га не прописује: направљен је мимо кода.',
  },
  'not-applied': {
    en: 'The stack {stack} declares {field} of {object}, and that is not applied at {site} yet.',
    sr: 'Стек {stack} прописује {field} објекта {object}, а то на локацији {site} још није примењено.',
  },
  'no-longer-declared': {
    en: 'At {site} there still is {object}, and the stack {stack} declares it no more.',
    sr: 'На локацији {site} још постоји {object}, а стек {stack} га више не прописује.',
  },
}

/** Of a stack of which nothing is applied. */
export const STACK_TEXT: EventText = {
  en: 'The stack {stack} is not applied at {site}.',
  sr: 'Стек {stack} није примењен на локацији {site}.',
}

/** In place of a field, where the whole object is meant. */
export const WHOLE: EventText = { en: 'all', sr: 'целина' }

interface TopicText {
  /** Of what is declared. */
  readonly touched: EventText
  /** Of what nobody declared. @default touched */
  readonly extra?: EventText
}

export const TOPIC_TEXTS: Readonly<Record<Topic, TopicText>> = {
  'network-policy': {
    touched: {
      en: 'Until it is put right, connections may pass that nobody allowed.',
      sr: 'Док се то не исправи, могу да прођу везе које нико није дозволио.',
    },
    extra: {
      en: 'A policy only ever allows more: pods may be reached, or reach out, where nobody allowed it.',
      sr: 'Политика увек само додаје дозволе: подови могу да приме или успоставе везу коју нико није дозволио.',
    },
  },
  'pod-security': {
    touched: {
      en: 'The cluster may let in pods there that run as root, take privileges or share the host.',
      sr: 'Кластер ту може да пусти подове који раде као root, узимају повластице или деле домаћина.',
    },
  },
  namespace: {
    touched: {
      en: 'Network policies choose namespaces by their labels: they may let in others than were meant.',
      sr: 'Мрежне политике бирају именске просторе по ознакама: могу да пусте друге него што је намеравано.',
    },
  },
  confinement: {
    touched: {
      en: 'Its containers may get rights on the host that the rules of the house refuse.',
      sr: 'Његови контејнери могу на домаћину да добију права која кућна правила одбијају.',
    },
  },
  'pod-labels': {
    touched: {
      en: 'Network policies choose pods by their labels: these may have left the policies that confine them.',
      sr: 'Мрежне политике бирају подове по ознакама: ови су можда изашли из политика које их ограничавају.',
    },
  },
  exposure: {
    touched: {
      en: 'The service may be reached from where it was not meant to be, or not be reached at all.',
      sr: 'Услуга је можда доступна одакле није требало, или уопште није доступна.',
    },
    extra: {
      en: 'Pods may be reached under it from where nobody meant them to be.',
      sr: 'Подови су под њим можда доступни одакле нико није намеравао.',
    },
  },
  admission: {
    touched: {
      en: 'What the cluster lets in, or changes on its way in, is no longer what was agreed.',
      sr: 'Оно што кластер пушта, или успут мења, више није како је договорено.',
    },
  },
  account: {
    touched: {
      en: 'Pods may act under another identity, with other rights.',
      sr: 'Подови можда наступају под другим идентитетом, са другим правима.',
    },
    extra: {
      en: 'Whoever has a token of it is somebody in the cluster of whom nobody knows.',
      sr: 'Ко има његов токен, у кластеру је неко за кога нико не зна.',
    },
  },
  token: {
    touched: {
      en: 'Pods may be given a token for the API server, and who breaks into one has it.',
      sr: 'Подови могу да добију токен за API сервер, и има га ко год провали у под.',
    },
  },
  rights: {
    touched: {
      en: 'Rights in the cluster are not those that were agreed.',
      sr: 'Права у кластеру нису она која су договорена.',
    },
    extra: {
      en: 'Somebody may have rights in the cluster that nobody agreed to.',
      sr: 'Неко у кластеру можда има права на која нико није пристао.',
    },
  },
  secret: {
    touched: {
      en: 'Credentials may be read by what was not meant to have them, or be others than were meant.',
      sr: 'Приступне податке можда чита оно што не би смело, или су други него што је намеравано.',
    },
  },
  image: {
    touched: {
      en: 'What runs is not what was checked and pinned by its digest: the code may be anybody’s.',
      sr: 'Не ради оно што је проверено и закључано отиском: код може бити било чији.',
    },
  },
  command: {
    touched: {
      en: 'The image is run in another way or with other settings than were agreed; data may go elsewhere.',
      sr: 'Слика се покреће другачије или са другим подешавањима него што је договорено; подаци можда иду на друго место.',
    },
  },
  containers: {
    touched: {
      en: 'A container runs beside the agreed ones, with their network and maybe their volumes, or one is missing.',
      sr: 'Уз договорене контејнере ради још један, са њиховом мрежом и можда дисковима, или један недостаје.',
    },
  },
  workload: {
    touched: { en: 'What it did is not done now.', sr: 'Оно што је радио сада нико не ради.' },
    extra: {
      en: 'Code runs that nobody declared, from an image that no rule has seen.',
      sr: 'Ради код који нико није прописао, из слике коју није видело ниједно правило.',
    },
  },
  copies: {
    touched: {
      en: 'The service has not the copies that its load and its survival were worked out with.',
      sr: 'Услуга нема онолико примерака са колико су рачунати њено оптерећење и опстанак.',
    },
  },
  resources: {
    touched: {
      en: 'It may take more than the racks were asked for, or be slowed down or killed.',
      sr: 'Може да узме више него што је од сталака тражено, или да буде успорен или убијен.',
    },
  },
  quota: {
    touched: {
      en: 'The namespace may take more than was counted for it, or be refused what it needs.',
      sr: 'Именски простор може да узме више него што му је рачунато, или да му буде одбијено оно што му треба.',
    },
  },
  disruption: {
    touched: {
      en: 'Maintenance may take away more copies at once than the service can bear.',
      sr: 'Одржавање може одједном да склони више примерака него што услуга подноси.',
    },
  },
  scaler: {
    touched: {
      en: 'Copies may become more than the racks carry, or stay too few for the load.',
      sr: 'Примерака може бити више него што сталци носе, или премало за оптерећење.',
    },
  },
  placement: {
    touched: {
      en: 'Copies may come to stand on one rack or one power block, and fail together.',
      sr: 'Примерци могу да се нађу на једном сталку или једном енергетском блоку, и да падну заједно.',
    },
  },
  storage: {
    touched: {
      en: 'Data may lie elsewhere, or be kept in another way, than was agreed.',
      sr: 'Подаци можда леже на другом месту, или се чувају другачије, него што је договорено.',
    },
  },
  stack: {
    touched: { en: 'Nothing of it is in the cluster.', sr: 'Ништа од њега није у кластеру.' },
  },
  other: {
    touched: {
      en: 'The cluster is not what the code says, and who relies on the code is wrong.',
      sr: 'Кластер није оно што код каже, и греши ко се на код ослони.',
    },
  },
}

export const ASK_WHO = {
  known: { en: 'Ask who used {manager} why.', sr: 'Питајте ко је користио {manager} и зашто.' },
  unknown: {
    en: 'Look in the audit log of the API server for who did it.',
    sr: 'У дневнику ревизије API сервера потражите ко је то урадио.',
  },
} as const

export const ACTION_TEXTS: Readonly<Record<DriftKind, EventText>> = {
  changed: {
    en: 'If it is to stay, write it into the code; else apply {stack} again, which puts it right.',
    sr: 'Ако треба да остане, упишите га у код; иначе поново примените {stack}, што га исправља.',
  },
  gone: {
    en: 'Apply {stack} again, which makes it anew; if it is to be gone, take it out of the code.',
    sr: 'Поново примените {stack}, што га прави изнова; ако не треба да постоји, избаците га из кода.',
  },
  undeclared: {
    en: 'If it is needed, declare it in the code; else delete it.',
    sr: 'Ако је потребно, пропишите га у коду; иначе га обришите.',
  },
  'not-applied': {
    en: 'Look at the plan of {stack} and apply it.',
    sr: 'Погледајте план стека {stack} и примените га.',
  },
  'no-longer-declared': {
    en: 'Look whether anything still needs it, and apply {stack}, which takes it away.',
    sr: 'Погледајте да ли нечему још треба, и примените {stack}, што га уклања.',
  },
}

/** What security asks for besides, where something was done past the code. */
export const AFTER_TEXTS: Readonly<Partial<Record<EventArea, EventText>>> = {
  isolation: {
    en: 'Look through the network flows since then for connections that should not have been.',
    sr: 'Прегледајте мрежне токове од тада и потражите везе којих није смело да буде.',
  },
  identity: {
    en: 'Look in the audit log for what was done with these rights since then, and renew tokens that may have got out.',
    sr: 'У дневнику ревизије погледајте шта је од тада рађено са тим правима, и замените токене који су можда процурили.',
  },
  image: {
    en: 'Compare the digest that runs with the image lock, and cut off pods that run anything else before they are restarted.',
    sr: 'Упоредите отисак који ради са списком закључаних слика, и пре поновног покретања одсеците подове који раде нешто друго.',
  },
}
