/** What a site's energy costs and emits, as its estate file sets it. What is absent is nobody's word: a named assumption stands in. */
export interface EnergyTerms {
  readonly tariff?: Tariff
  /** Each from its day on, until the next. */
  readonly emissionFactors?: readonly EmissionFactor[]
  readonly renewable?: RenewableShare
  readonly water?: readonly WaterBill[]
}

/** Money for imported energy. */
export interface Tariff {
  /** ISO 4217. */
  readonly currency: string
  /** Each from its day on, until the next. */
  readonly prices: readonly Price[]
}

export interface Price {
  /** ISO day, in the site's time zone. */
  readonly from: string
  /** Money a kWh, outside of all bands. */
  readonly perKilowattHour: number
  readonly bands?: readonly PriceBand[]
  /** Where it is written: a contract, a price list. */
  readonly origin: string
}

/** A time of each day with a price of its own; one that ends before it begins goes over midnight. */
export interface PriceBand {
  /** `22:00`, in the site's time zone. */
  readonly from: string
  /** Exclusive. */
  readonly to: string
  readonly perKilowattHour: number
}

export interface EmissionFactor {
  /** ISO day, in the site's time zone. */
  readonly from: string
  /** kgCO₂e a kWh imported. */
  readonly perKilowattHour: number
  readonly origin: string
}

/** Share of imported energy that is bought with certificates which are kept (guarantees of origin), 0 to 1. */
export interface RenewableShare {
  readonly share: number
  readonly origin: string
}

/** Water that the site used between two days. */
export interface WaterBill {
  /** ISO day, in the site's time zone. */
  readonly from: string
  /** Exclusive. */
  readonly to: string
  readonly cubicMetres: number
  readonly origin: string
}
