import type { Api } from './api.ts'

/** The same questions of the estate of another day, as far as it has answers about that; all else is of now. */
export function datedApi(api: Api, at: string): Api {
  return {
    ...api,
    estate: (signal) => api.estate(signal, at),
    thing: (path, signal) => api.thing(path, signal, at),
    summary: (signal) => api.summary(signal, at),
    chain: (path, signal) => api.chain(path, signal, at),
    fail: (things, signal) => api.fail(things, signal, at),
    capacity: (place, signal) => api.capacity(place, signal, at),
    release: (place, signal) => api.release(place, signal, at),
    forecast: (path, signal) => api.forecast(path, signal, at),
    cloud: (signal) => api.cloud(signal, at),
    cloudService: (name, signal) => api.cloudService(name, signal, at),
    cloudRacks: (signal) => api.cloudRacks(signal, at),
    cloudRack: (path, signal) => api.cloudRack(path, signal, at),
    search: (text, signal) => api.search(text, signal, at),
    place: (question, signal) => api.place(from(question, at), signal),
    relief: (question, signal) => api.relief(from(question, at), signal),
  }
}

/** A question that says no day of its own is about that day on. */
function from(question: URLSearchParams, at: string): URLSearchParams {
  if (question.has('at')) return question
  const asked = new URLSearchParams(question)
  asked.set('at', at)
  return asked
}
