/** What the board's report and the calendar say beside what the page says too; Latin is made from it. */
export const boardWordsSr = {
  title: 'Изградња: извештај за управни одбор',
  calendarName: 'Прекретнице изградње',
  supposed: 'Под претпоставком кашњења',
  baselineDay: 'Основни план {name}: {day}',
  dueDay: 'Рок: {day}',
  noTarget: 'Нема ни основног плана ни рока',
  package: 'Пакет: {name}',
  isDone: 'Готово',
  isExpected: 'Очекивано по распореду',
  sourceIs: 'Извор: {source}',
  untilData: 'Извештаји до {day}',
  categoryHandOver: 'Предаја',
  categoryGate: 'Фаза EN 50600',
  categoryLevel: 'Ниво испитивања {level}',
}

export type BoardWord = keyof typeof boardWordsSr
