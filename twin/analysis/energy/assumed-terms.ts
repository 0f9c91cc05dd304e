/** What stands in for terms that a site does not set. Each is named as assumed wherever a figure rests on it. */
export const ASSUMED_TERMS = {
  /** Without taxes that are given back. */
  tariff: {
    currency: 'EUR',
    perKilowattHour: 0.1593,
    origin: 'Eurostat, businesses in Serbia, second half of 2024',
  },
  emissionFactor: {
    perKilowattHour: 0.508,
    origin: 'Low-Carbon Power, electricity used in Serbia in 2023, whole life cycle',
  },
  /** The mix of the grid does not count as renewable (ISO/IEC 30134-3). */
  renewable: { share: 0, origin: 'no certificates are known' },
} as const
