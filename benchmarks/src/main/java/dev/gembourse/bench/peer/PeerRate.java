package dev.gembourse.bench.peer;

/**
 * What a peer did in one window.
 *
 * @param perSecond trades (of pgbench: transactions) per second
 * @param cpuMicros user and system time per trade of the peer, PostgreSQL and Kafka; 0 where it was not measured
 */
public record PeerRate(Peer peer, int round, double perSecond, double cpuMicros) {}
