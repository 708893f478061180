import { z } from 'zod';

/** Where the sink listens besides the addresses of its environment. */
export const sinkAddressesSchema = z.strictObject({
  ports: z.strictObject({
    /** HTTP without TLS. */
    http: z.int(),
    tcp: z.int(),
    /** On 127.0.0.2. */
    tcpElsewhere: z.int(),
    udp: z.int(),
    /** Known by their port alone: what arrives there carries no mark. */
    stun: z.int(),
    quic: z.int(),
    preconnect: z.int(),
  }),
  /** Unix sockets: where temporary files lie, at home, where an engine's is, beside the environment, and without a file. */
  sockets: z.strictObject({
    temporary: z.string(),
    home: z.string(),
    engine: z.string(),
    site: z.string(),
    abstract: z.string(),
  }),
  /** A process of this machine that tells the sink when it gets a signal; its name stands in its command. */
  victim: z.strictObject({ pid: z.int(), name: z.string() }),
});
export type SinkAddresses = z.infer<typeof sinkAddressesSchema>;

/** Its file, beside the environment's. */
export const sinkFile = 'sink.json';
