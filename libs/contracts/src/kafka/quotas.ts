/** Limits that the broker enforces for one principal, summed over its connections. Kafka's client quota names in comments. */
export interface Quota {
  /** `producer_byte_rate`, bytes a second and broker. */
  readonly producerBytesPerSecond: number;
  /** `consumer_byte_rate`, bytes a second and broker. */
  readonly consumerBytesPerSecond: number;
  /** `request_percentage`, share of one broker thread in percent; 100 is one thread. */
  readonly requestPercentage: number;
}

const MIB = 1024 * 1024;

/** A country's first load of a million events (900 bytes each) in two minutes; a flood of one country leaves room for the others. */
export const COUNTRY_QUOTA: Quota = {
  producerBytesPerSecond: 8 * MIB,
  consumerBytesPerSecond: 16 * MIB,
  requestPercentage: 50,
};

/** Linkage and aggregator read everything; a rebuild may run at the speed of disk. */
export const REGIONAL_QUOTA: Quota = {
  producerBytesPerSecond: 16 * MIB,
  consumerBytesPerSecond: 128 * MIB,
  requestPercentage: 200,
};

/** Reads the quarantine log and the members log, by hand. */
export const OPERATOR_QUOTA: Quota = {
  producerBytesPerSecond: 64 * 1024,
  consumerBytesPerSecond: 16 * MIB,
  requestPercentage: 50,
};

/** One organisation of a country on its national brokers: a thousand sealed records in a few seconds. */
export const AGENCY_QUOTA: Quota = {
  producerBytesPerSecond: MIB,
  consumerBytesPerSecond: 4 * MIB,
  requestPercentage: 25,
};

/** Writes a members entry now and then. */
export const PLATFORM_QUOTA: Quota = {
  producerBytesPerSecond: MIB,
  consumerBytesPerSecond: 4 * MIB,
  requestPercentage: 25,
};
